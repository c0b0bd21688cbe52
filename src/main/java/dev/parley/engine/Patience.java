package dev.parley.engine;

import java.time.Duration;

/** How long models may take: for a whole turn, or for each call of one that may last for days. */
public record Patience(Duration time, boolean eachCall) {
  public static Patience inAll(Duration time) {
    return new Patience(time, false);
  }

  public static Patience eachCall(Duration time) {
    return new Patience(time, true);
  }

  /** What is left of it, for a turn and a call begun at those readings of the nanosecond clock. */
  Duration left(long turnBegan, long callBegan) {
    return time.minusNanos(System.nanoTime() - (eachCall ? callBegan : turnBegan));
  }

  @Override
  public String toString() {
    return "The limit is " + time.toMillis() / 1000.0 + " s.";
  }
}
