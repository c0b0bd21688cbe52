package dev.parley.egress;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps time limits: looks at everything watched once a tick. */
final class Watch implements AutoCloseable {
  /** A time that does not come. */
  static final long NEVER = Long.MAX_VALUE;

  private static final long START = System.nanoTime();

  /** Something that may have run out of time. */
  interface Watched {
    void look(long now);
  }

  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  Watch(Duration tick) {
    Thread.ofVirtual().name("egress-watch").start(() -> run(tick));
  }

  /** Nanoseconds since some moment, never negative. */
  static long now() {
    return System.nanoTime() - START;
  }

  static long in(Duration time) {
    return now() + time.toNanos();
  }

  void add(Watched one) {
    watched.add(one);
  }

  void remove(Watched one) {
    watched.remove(one);
  }

  private void run(Duration tick) {
    try {
      while (!closed.await(tick.toNanos(), TimeUnit.NANOSECONDS)) {
        long now = now();
        watched.forEach(one -> one.look(now));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
