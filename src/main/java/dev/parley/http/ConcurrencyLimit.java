package dev.parley.http;

import dev.parley.problem.AccessProblem.TooManyRequests;
import dev.parley.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** So many requests under way at once for each key; a key without any costs no memory. */
public final class ConcurrencyLimit {
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** The right to be under way; give it back with {@link Request#onEnd}. */
  @FunctionalInterface
  public interface Permit {
    /** Gives it back; a second time does nothing. */
    void release();
  }

  private final ConcurrentHashMap<String, Integer> underWay = new ConcurrentHashMap<>();

  /**
   * {@link TooManyRequests} when {@code most} are under way.
   *
   * @param most as it applies to this caller; 0 switches the limit off
   */
  public Permit acquire(String key, int most) {
    if (most <= 0) {
      return () -> {};
    }
    underWay.compute(
        key,
        (_, count) -> {
          if (count != null && count >= most) {
            throw new ProblemException(new TooManyRequests(RETRY));
          }
          return count == null ? 1 : count + 1;
        });
    var held = new AtomicBoolean(true);
    return () -> {
      if (held.getAndSet(false)) {
        underWay.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
      }
    };
  }
}
