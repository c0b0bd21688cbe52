package dev.parley.trace;

import org.jspecify.annotations.Nullable;

/** One entry of a turn's journal: what is to be done, and once known, what came of it. */
public record Step(int no, int round, Work work, @Nullable Outcome outcome) {

  public static Step open(int no, int round, Work work) {
    return new Step(no, round, work, null);
  }

  /** The first step of a turn; rounds are counted from the first model call. */
  public static Step first(Work work) {
    return open(1, work instanceof Work.ModelWork ? 1 : 0, work);
  }

  public Step with(Outcome result) {
    return new Step(no, round, work, result);
  }

  public boolean isOpen() {
    return outcome == null;
  }
}
