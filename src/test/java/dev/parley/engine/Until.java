package dev.parley.engine;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullMarked;

/** Waits for a condition, at most 20 seconds. */
@NullMarked
public final class Until {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private Until() {}

  public static void so(BooleanSupplier condition) {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not come true in " + LONGEST);
      }
      LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
    }
  }
}
