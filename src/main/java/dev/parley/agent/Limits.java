package dev.parley.agent;

import java.time.Duration;

/** What one turn may take: rounds, time for model calls, tokens in a prompt. */
public record Limits(int maxIterations, Duration deadline, int contextTokens) {
  public static final Limits DEFAULT = new Limits(12, Duration.ofMinutes(2), 120_000);

  public Limits {
    if (maxIterations < 1 || contextTokens < 1 || deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("limits are positive");
    }
  }
}
