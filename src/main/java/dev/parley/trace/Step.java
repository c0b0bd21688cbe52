package dev.parley.trace;

import org.jspecify.annotations.Nullable;

/** One entry of a turn's journal: what is to be done, and once known, what came of it. */
public record Step(int no, int round, Work work, @Nullable Outcome outcome) {

  public boolean isOpen() {
    return outcome == null;
  }
}
