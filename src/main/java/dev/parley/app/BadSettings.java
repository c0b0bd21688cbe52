package dev.parley.app;

import java.util.List;

/** Settings that cannot be used, all of them. */
final class BadSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadSettings(List<String> faults) {
    super(String.join("\n", faults));
  }
}
