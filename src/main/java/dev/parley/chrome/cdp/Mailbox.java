package dev.parley.chrome.cdp;

import dev.parley.cancel.Cancel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what it is given one after another, on a virtual thread while there is something. */
final class Mailbox {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private boolean running;

  void add(Runnable task) {
    lock.lock();
    try {
      tasks.add(task);
      if (!running) {
        running = true;
        Thread.ofVirtual().name("cdp-events").start(this::drain);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was added before has run; whether it has in time. */
  boolean await(Duration atMost, Cancel cancel) {
    var run = new CountDownLatch(1);
    add(run::countDown);
    try (var _ = cancel.onCancel(run::countDown)) {
      boolean inTime = run.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
      cancel.check();
      return inTime;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Cancel.Cancelled();
    }
  }

  private void drain() {
    while (true) {
      Runnable task;
      lock.lock();
      try {
        var next = tasks.poll();
        if (next == null) {
          running = false;
          return;
        }
        task = next;
      } finally {
        lock.unlock();
      }
      try {
        task.run();
      } catch (CdpFailure gone) {
        LOG.debug("An event came too late to act upon: {}", gone.getMessage());
      } catch (RuntimeException fault) {
        LOG.warn("A browser event could not be handled", fault);
      }
    }
  }
}
