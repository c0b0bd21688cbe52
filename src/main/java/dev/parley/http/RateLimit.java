package dev.parley.http;

import dev.parley.problem.AccessProblem.TooManyRequests;
import dev.parley.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/** So many requests a minute for each key; a minute begins with a key's first request. */
public final class RateLimit {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_KEYS = 100_000;

  private record Window(Instant ends, int count) {}

  /**
   * How a key stands after one more request.
   *
   * @param limit requests a minute; 0 if there is no limit
   * @param remaining requests left in this minute
   * @param resetsIn until the next minute begins
   * @param exceeded whether this request was one too many
   */
  public record Standing(int limit, int remaining, Duration resetsIn, boolean exceeded) {
    /** Throws {@link TooManyRequests} when exceeded. */
    public Standing require() {
      if (exceeded) {
        throw new ProblemException(new TooManyRequests(resetsIn));
      }
      return this;
    }
  }

  private final ConcurrentHashMap<String, Window> windows = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final int perMinute;

  /**
   * @param perMinute 0 switches the limit off
   */
  public RateLimit(InstantSource clock, int perMinute) {
    this.clock = clock;
    this.perMinute = perMinute;
  }

  /** Counts one request of this key. */
  public Standing count(String key) {
    if (perMinute <= 0) {
      return new Standing(0, Integer.MAX_VALUE, Duration.ZERO, false);
    }
    var now = clock.instant();
    if (windows.size() >= MOST_KEYS) {
      forget(now);
    }
    var window =
        windows.merge(
            key,
            new Window(now.plus(WINDOW), 1),
            (old, fresh) ->
                now.isBefore(old.ends)
                    ? new Window(old.ends, Math.min(old.count, perMinute) + 1)
                    : fresh);
    return new Standing(
        perMinute,
        Math.max(0, perMinute - window.count),
        Duration.between(now, window.ends),
        window.count > perMinute);
  }

  /** Bounds the memory: past minutes go first; if all are current, everyone starts afresh. */
  private void forget(Instant now) {
    windows.values().removeIf(window -> !now.isBefore(window.ends));
    if (windows.size() >= MOST_KEYS) {
      windows.clear();
    }
  }
}
