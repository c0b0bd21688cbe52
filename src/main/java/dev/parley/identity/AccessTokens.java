package dev.parley.identity;

import dev.parley.id.ClientId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** All access tokens, until some time after they expired. */
public interface AccessTokens {
  /**
   * Adds a token.
   *
   * @param consent it came of; null for a service user's
   */
  void add(AccessToken token, @Nullable ConsentId consent);

  /** Whether this client had such a token, not revoked before. */
  boolean revoke(SecretHash hash, ClientId client, Instant now);

  /** Revokes whatever this client was issued. */
  void revokeAll(ClientId client, Instant now);

  /** Deletes tokens that expired before then; how many, at most {@code limit}. */
  int sweep(Instant expiredBefore, int limit);
}
