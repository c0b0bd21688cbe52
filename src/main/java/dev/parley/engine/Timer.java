package dev.parley.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the engine's own chores; a chore that fails is logged and comes again. */
final class Timer {
  private static final Logger LOG = LoggerFactory.getLogger(Timer.class);
  private static final int THREADS = 4;

  private final ScheduledThreadPoolExecutor executor =
      (ScheduledThreadPoolExecutor)
          Executors.newScheduledThreadPool(
              THREADS, Thread.ofPlatform().daemon().name("engine-", 0).factory());

  Timer() {
    executor.setRemoveOnCancelPolicy(true);
  }

  /** A chore to come, unless it is called off. */
  @FunctionalInterface
  interface Alarm {
    void callOff();
  }

  void every(Duration period, Runnable chore) {
    var _ =
        executor.scheduleWithFixedDelay(
            guarded(chore), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs it after a while, never if the timer stops before. */
  Alarm in(Duration time, Runnable chore) {
    try {
      var future = executor.schedule(guarded(chore), time.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException stopped) {
      return () -> {};
    }
  }

  void now(Runnable chore) {
    var _ = in(Duration.ZERO, chore);
  }

  private static Runnable guarded(Runnable chore) {
    return () -> {
      try {
        chore.run();
      } catch (RuntimeException failed) {
        LOG.warn("a chore of the engine failed: {}", failed.toString());
      }
    };
  }

  void stop() {
    executor.shutdownNow();
  }
}
