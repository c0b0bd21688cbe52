package dev.parley.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down when a key was last used: once a minute at most, beside the request. */
public final class NoteKeyUse {
  private static final Logger LOG = LoggerFactory.getLogger(NoteKeyUse.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int MOST_KEYS = 50_000;

  private final ConcurrentHashMap<SecretHash, Instant> noted = new ConcurrentHashMap<>();
  private final UserKeys keys;
  private final InstantSource clock;
  private final Executor beside;

  /**
   * @param beside runs what no request waits for
   */
  public NoteKeyUse(UserKeys keys, InstantSource clock, Executor beside) {
    this.keys = keys;
    this.clock = clock;
    this.beside = beside;
  }

  void used(SecretHash key) {
    var now = clock.instant();
    if (noted.size() >= MOST_KEYS) {
      noted.clear();
    }
    var before = noted.get(key);
    if (before == null || !now.isBefore(before.plus(PAUSE))) {
      noted.put(key, now);
      beside.execute(() -> write(key, now));
    }
  }

  private void write(SecretHash key, Instant now) {
    try {
      keys.used(key, now);
    } catch (RuntimeException failed) {
      // The next minute's use is written again; no request is to fail for it.
      LOG.warn("The last use of a key could not be written down", failed);
    }
  }
}
