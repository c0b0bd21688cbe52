package dev.parley.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.identity.Bearer;
import dev.parley.identity.BearerMemory;
import dev.parley.identity.Bearers;
import dev.parley.identity.SecretHash;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bearers that were asked for within the last five seconds.
 *
 * <p>Unknown tokens are not remembered: a token works from the moment it is issued, and guesses
 * take no room.
 */
public final class RecentBearers implements Bearers, BearerMemory {
  private static final Duration KEPT = Duration.ofSeconds(5);
  private static final int MOST = 50_000;

  private final Bearers source;
  private final Cache<SecretHash, Bearer> recent;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong forgotten = new AtomicLong();

  public RecentBearers(Bearers source) {
    this(source, Ticker.systemTicker());
  }

  RecentBearers(Bearers source, Ticker ticker) {
    this.source = source;
    this.recent =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(KEPT)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  @Override
  public Optional<Bearer> find(SecretHash hash) {
    var known = recent.getIfPresent(hash);
    if (known != null) {
      return Optional.of(known);
    }
    long before = forgotten.get();
    var found = source.find(hash);
    found.ifPresent(bearer -> remember(hash, bearer, before));
    return found;
  }

  private void remember(SecretHash hash, Bearer bearer, long before) {
    lock.lock();
    try {
      // what was read before something was forgotten may be what should be forgotten
      if (forgotten.get() == before) {
        recent.put(hash, bearer);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void forget(SecretHash hash) {
    forget(() -> recent.invalidate(hash));
  }

  @Override
  public void forgetAll() {
    forget(recent::invalidateAll);
  }

  private void forget(Runnable drop) {
    lock.lock();
    try {
      forgotten.incrementAndGet();
      drop.run();
    } finally {
      lock.unlock();
    }
  }
}
