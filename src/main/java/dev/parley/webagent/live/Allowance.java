package dev.parley.webagent.live;

import dev.parley.problem.AccessProblem.TooManyRequests;
import dev.parley.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;

/** So much a second, and what was not used for some seconds. For one thread at a time. */
final class Allowance {
  private static final int SECONDS = 3;

  private final double perSecond;
  private double left;
  private Instant counted;

  Allowance(int perSecond, Instant now) {
    this.perSecond = perSecond;
    this.left = SECONDS * perSecond;
    this.counted = now;
  }

  /** {@code TooManyRequests} if there is not so much left; then nothing is taken. */
  void take(int much, Instant now) {
    double passed = Math.max(0, Duration.between(counted, now).toMillis() / 1000.0);
    counted = now;
    left = Math.min(SECONDS * perSecond, left + passed * perSecond);
    if (left < much) {
      double wait = (much - left) / perSecond;
      throw new ProblemException(new TooManyRequests(Duration.ofMillis((long) (wait * 1000) + 1)));
    }
    left -= much;
  }
}
