package dev.parley.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Does several things at once, each on a thread of its own, and waits for all of them. */
final class AllAtOnce {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<RuntimeException> failures = new ArrayList<>();

  private AllAtOnce() {}

  /** Throws the first failure, once all have ended. */
  static void run(List<Runnable> works) {
    var all = new AllAtOnce();
    var threads =
        works.stream().map(work -> Thread.ofVirtual().unstarted(() -> all.guarded(work))).toList();
    threads.forEach(Thread::start);
    threads.forEach(AllAtOnce::join);
    if (!all.failures.isEmpty()) {
      throw all.failures.getFirst();
    }
  }

  private void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error failed) {
      lock.lock();
      try {
        failures.add(
            failed instanceof RuntimeException known ? known : new IllegalStateException(failed));
      } finally {
        lock.unlock();
      }
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
