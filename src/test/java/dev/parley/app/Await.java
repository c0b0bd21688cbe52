package dev.parley.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;

/** Waits for what another thread or process brings about. */
@NullMarked
final class Await {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Await() {}

  /** Fails when it has not come about after 20 seconds. */
  static void until(String what, Callable<Boolean> condition) throws Exception {
    until(what, Duration.ofSeconds(20), condition);
  }

  static void until(String what, Duration atMost, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + atMost.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not in " + atMost.toSeconds() + " s: " + what);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
