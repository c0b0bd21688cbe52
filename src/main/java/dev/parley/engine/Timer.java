package dev.parley.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the engine's own chores; a chore that fails is logged and comes again.
 *
 * <p>Each chore has its own thread: a database that hangs holds up those that speak to it, but not
 * the watch over the lease.
 */
final class Timer {
  private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

  private final ScheduledThreadPoolExecutor alarms =
      (ScheduledThreadPoolExecutor)
          Executors.newScheduledThreadPool(
              1, Thread.ofPlatform().daemon().name("engine-alarms").factory());
  private final List<Chore> chores = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  Timer() {
    alarms.setRemoveOnCancelPolicy(true);
  }

  /** Something to come, unless it is called off. */
  @FunctionalInterface
  interface Alarm {
    void callOff();
  }

  /** Work that comes again and again. */
  final class Chore {
    private final Duration period;
    private final Runnable work;
    private final Semaphore calls = new Semaphore(0);

    private Chore(Duration period, Runnable work) {
      this.period = period;
      this.work = work;
    }

    /** Has it come at once; many calls while it is busy are one. */
    void soon() {
      calls.release();
    }

    private void run() {
      try {
        while (!stopped) {
          boolean _ = calls.tryAcquire(period.toNanos(), TimeUnit.NANOSECONDS);
          calls.drainPermits();
          if (!stopped) {
            guarded(work);
          }
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  Chore every(String name, Duration period, Runnable work) {
    var chore = new Chore(period, work);
    chores.add(chore);
    Thread.ofPlatform().daemon().name("engine-" + name).start(chore::run);
    return chore;
  }

  /** Does what must not block after a while, never if the timer stops before. */
  Alarm in(Duration time, Runnable quick) {
    try {
      var future = alarms.schedule(() -> guarded(quick), time.toNanos(), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException late) {
      return () -> {};
    }
  }

  /** Does what may block after a while, never if the timer stops before. */
  void later(Duration time, Runnable work) {
    var _ = in(time, () -> Thread.startVirtualThread(() -> guarded(work)));
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failed) {
      LOG.warn("a chore of the engine failed: {}", failed.toString());
    }
  }

  void stop() {
    stopped = true;
    alarms.shutdownNow();
    chores.forEach(Chore::soon);
  }
}
