package dev.parley.identity;

import java.time.InstantSource;

/** Revokes an access token for the client it was issued to. */
public final class RevokeToken {
  private final AccessTokens tokens;
  private final SecretHasher hasher;
  private final BearerMemory memory;
  private final InstantSource clock;

  public RevokeToken(
      AccessTokens tokens, SecretHasher hasher, BearerMemory memory, InstantSource clock) {
    this.tokens = tokens;
    this.hasher = hasher;
    this.memory = memory;
    this.clock = clock;
  }

  /** Does nothing about a token that is unknown or was issued to somebody else. */
  public void revoke(OAuthClient client, String token) {
    var hash = hasher.hash(SecretHasher.Use.BEARER, token);
    if (tokens.revoke(hash, client.id(), clock.instant())) {
      memory.forget(hash);
    }
  }
}
