package dev.parley.app;

import dev.parley.postgres.TurnReads;
import dev.parley.postgres.TurnReads.Backlog;
import org.jspecify.annotations.Nullable;

/** How many turns of all nodes wait, and for what, as it was last counted. */
final class Queue {
  private final TurnReads turns;
  private volatile @Nullable Backlog counted;

  /** Counts for the first time. */
  Queue(TurnReads turns) {
    this.turns = turns;
    count();
  }

  /** Of those that wait for a node; no number after a count that failed, which an old one hides. */
  double unclaimed() {
    var now = counted;
    return now == null ? Double.NaN : now.unclaimed();
  }

  /** Of those that wait for somebody. */
  double waiting() {
    var now = counted;
    return now == null ? Double.NaN : now.waiting();
  }

  void count() {
    try {
      counted = turns.backlog();
    } catch (RuntimeException failed) {
      counted = null;
      throw failed;
    }
  }
}
