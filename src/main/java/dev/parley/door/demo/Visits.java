package dev.parley.door.demo;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** Visits by the secret of their cookie: a bounded number, each for a bounded time. */
final class Visits {
  static final int MOST = 1_000;
  static final Duration LIFE = Duration.ofMinutes(30);

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock lock = new ReentrantLock();

  /** Longest unused first. */
  private final LinkedHashMap<String, Seen> visits = new LinkedHashMap<>(16, 0.75f, true);

  private record Seen(Visit visit, Instant at) {}

  Visits(InstantSource clock) {
    this.clock = clock;
  }

  /** The visit of a cookie, unless it is over. */
  Optional<Visit> find(String id) {
    lock.lock();
    try {
      expire();
      return Optional.ofNullable(
              visits.computeIfPresent(id, (_, seen) -> new Seen(seen.visit(), clock.instant())))
          .map(Seen::visit);
    } finally {
      lock.unlock();
    }
  }

  /** Changes a visit that is not over. */
  Optional<Visit> change(String id, UnaryOperator<Visit> change) {
    lock.lock();
    try {
      expire();
      return Optional.ofNullable(
              visits.computeIfPresent(
                  id, (_, seen) -> new Seen(change.apply(seen.visit()), clock.instant())))
          .map(Seen::visit);
    } finally {
      lock.unlock();
    }
  }

  /** Begins one; the longest unused makes room. */
  String begin(Visit visit) {
    var id = secret();
    lock.lock();
    try {
      expire();
      visits.put(id, new Seen(visit, clock.instant()));
      while (visits.size() > MOST) {
        visits.pollFirstEntry();
      }
      return id;
    } finally {
      lock.unlock();
    }
  }

  void end(String id) {
    lock.lock();
    try {
      visits.remove(id);
    } finally {
      lock.unlock();
    }
  }

  int count() {
    lock.lock();
    try {
      expire();
      return visits.size();
    } finally {
      lock.unlock();
    }
  }

  private void expire() {
    var before = clock.instant().minus(LIFE);
    while (!visits.isEmpty() && visits.firstEntry().getValue().at().isBefore(before)) {
      visits.pollFirstEntry();
    }
  }

  private String secret() {
    var bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
