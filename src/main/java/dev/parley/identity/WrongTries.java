package dev.parley.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what was wrong, by key and minute, for as many keys as fit. */
final class WrongTries<K> {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_KEYS = 10_000;

  private record Window(Instant ends, int count) {}

  private final InstantSource clock;
  private final int allowed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<K, Window> windows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, Window> eldest) {
          return size() > MOST_KEYS;
        }
      };

  WrongTries(InstantSource clock, int allowed) {
    this.clock = clock;
    this.allowed = allowed;
  }

  /** Counts one more; how long to wait if that was one too many. */
  Optional<Duration> count(K key) {
    var now = clock.instant();
    lock.lock();
    try {
      var window = windows.get(key);
      if (window == null || !now.isBefore(window.ends)) {
        window = new Window(now.plus(WINDOW), 0);
      }
      window = new Window(window.ends, window.count + 1);
      windows.put(key, window);
      return window.count > allowed
          ? Optional.of(Duration.between(now, window.ends))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** How long to wait if there were as many as are allowed already. */
  Optional<Duration> wait(K key) {
    var now = clock.instant();
    lock.lock();
    try {
      var window = windows.get(key);
      return window != null && now.isBefore(window.ends) && window.count >= allowed
          ? Optional.of(Duration.between(now, window.ends))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
