package dev.parley.app;

import dev.parley.postgres.TurnReads;

/** How many turns wait for a node to run them, as it was last counted. */
final class Queue {
  private final TurnReads turns;
  private volatile double length;

  /** Counts for the first time. */
  Queue(TurnReads turns) {
    this.turns = turns;
    count();
  }

  /** Not a number after a count that failed, which an old number would hide. */
  double length() {
    return length;
  }

  void count() {
    try {
      length = turns.unclaimed();
    } catch (RuntimeException failed) {
      length = Double.NaN;
      throw failed;
    }
  }
}
