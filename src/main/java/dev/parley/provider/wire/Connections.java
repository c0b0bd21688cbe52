package dev.parley.provider.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Connections that wait to serve again, the latest first. */
final class Connections {
  private record Idle(Connection connection, long since) {}

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int MOST = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Origin, Deque<Idle>> idle = new HashMap<>();
  private boolean sweeping;

  /** One that is connected, or a new one that is not yet. */
  Connection take(Origin origin) {
    for (var found = poll(origin); found.isPresent(); found = poll(origin)) {
      var connection = found.get().connection;
      if (fresh(found.get()) && connection.isIdle()) {
        return connection;
      }
      connection.close();
    }
    return new Connection(origin);
  }

  void giveBack(Connection connection) {
    lock.lock();
    try {
      var waiting = idle.computeIfAbsent(connection.origin(), _ -> new ArrayDeque<>());
      waiting.addFirst(new Idle(connection, System.nanoTime()));
      if (waiting.size() > MOST) {
        waiting.removeLast().connection.close();
      }
      if (!sweeping) {
        sweeping = true;
        later();
      }
    } finally {
      lock.unlock();
    }
  }

  private void later() {
    CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
        .execute(this::sweep);
  }

  /** Closes what nobody wanted for long, and comes again as long as there is something. */
  private void sweep() {
    lock.lock();
    try {
      for (var waiting : idle.values()) {
        while (!waiting.isEmpty() && !fresh(waiting.getLast())) {
          waiting.removeLast().connection.close();
        }
      }
      idle.values().removeIf(Deque::isEmpty);
      sweeping = !idle.isEmpty();
      if (sweeping) {
        later();
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Idle> poll(Origin origin) {
    lock.lock();
    try {
      var waiting = idle.get(origin);
      return waiting == null ? Optional.empty() : Optional.ofNullable(waiting.pollFirst());
    } finally {
      lock.unlock();
    }
  }

  private static boolean fresh(Idle idle) {
    return System.nanoTime() - idle.since < LONGEST.toNanos();
  }
}
