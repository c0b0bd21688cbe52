package dev.parley.identity;

import dev.parley.id.ClientId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Counts wrong secrets per client and minute, for as many clients as fit. */
final class WrongSecrets {
  static final int ALLOWED = 10;
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_CLIENTS = 10_000;

  private record Window(Instant ends, int count) {}

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ClientId, Window> windows =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientId, Window> eldest) {
          return size() > MOST_CLIENTS;
        }
      };

  WrongSecrets(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts one more; how long to wait if that was one too many. */
  Optional<Duration> another(ClientId client) {
    var now = clock.instant();
    lock.lock();
    try {
      var window = windows.get(client);
      if (window == null || !now.isBefore(window.ends)) {
        window = new Window(now.plus(WINDOW), 0);
      }
      window = new Window(window.ends, window.count + 1);
      windows.put(client, window);
      return window.count > ALLOWED
          ? Optional.of(Duration.between(now, window.ends))
          : Optional.empty();
    } finally {
      lock.unlock();
    }
  }
}
