package dev.parley.identity;

import java.util.function.Supplier;

/** Runs changes of users as one transaction, one at a time on all nodes together. */
public interface Exclusively {
  <T> T run(Supplier<T> changes);
}
