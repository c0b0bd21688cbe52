package dev.parley.identity;

import dev.parley.id.ClientId;
import java.time.Instant;

/** All access tokens, until some time after they expired. */
public interface AccessTokens {
  void add(AccessToken token);

  /** Whether this client had such a token, not revoked before. */
  boolean revoke(SecretHash hash, ClientId client, Instant now);

  /** Revokes whatever this client was issued. */
  void revokeAll(ClientId client, Instant now);

  /** Deletes tokens that expired before then; how many, at most {@code limit}. */
  int sweep(Instant expiredBefore, int limit);
}
