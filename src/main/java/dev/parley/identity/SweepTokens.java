package dev.parley.identity;

import java.time.Duration;
import java.time.InstantSource;

/** Deletes access tokens that expired so long ago that nobody needs to be told. */
public final class SweepTokens {
  /** How long an expired token is still told from an unknown one. */
  static final Duration KEPT = Duration.ofDays(1);

  private final AccessTokens tokens;
  private final Consents consents;
  private final InstantSource clock;

  public SweepTokens(AccessTokens tokens, Consents consents, InstantSource clock) {
    this.tokens = tokens;
    this.consents = consents;
    this.clock = clock;
  }

  /** How many were deleted, at most {@code limit}. */
  public int sweep(int limit) {
    var before = clock.instant().minus(KEPT);
    return tokens.sweep(before, limit) + consents.sweep(before, limit);
  }
}
