package dev.parley.http;

import dev.parley.problem.AccessProblem.TooManyRequests;
import dev.parley.problem.AccessProblem.Unavailable;
import dev.parley.problem.Problem;
import java.time.Duration;
import java.util.Optional;

/** When a refused request may come again: {@code Retry-After}, the same at all doors. */
final class RetryAfter {
  private static final Duration SOON = Duration.ofSeconds(5);

  private RetryAfter() {}

  /** Whole seconds, rounded up; empty for what will not be better by waiting. */
  static Optional<String> seconds(Problem problem) {
    return switch (problem) {
      case TooManyRequests(var wait) -> Optional.of(seconds(wait));
      case Unavailable(_, var wait) -> Optional.of(seconds(wait.orElse(SOON)));
      case Problem _ -> Optional.empty();
    };
  }

  private static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }
}
