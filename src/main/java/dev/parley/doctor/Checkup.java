package dev.parley.doctor;

import java.util.List;

/** Something to look at. */
@FunctionalInterface
public interface Checkup {
  List<Finding> findings();
}
