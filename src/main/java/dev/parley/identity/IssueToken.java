package dev.parley.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/** Issues access tokens to clients that have proven who they are. */
public final class IssueToken {
  /** Exactly an hour (contract aip-agents §1.3). */
  public static final Duration SERVICE_LIFE = Duration.ofHours(1);

  private final Clients clients;
  private final AccessTokens tokens;
  private final SecretHasher hasher;
  private final InstantSource clock;

  public IssueToken(
      Clients clients, AccessTokens tokens, SecretHasher hasher, InstantSource clock) {
    this.clients = clients;
    this.tokens = tokens;
    this.hasher = hasher;
    this.clock = clock;
  }

  /**
   * A token with which the client calls for itself.
   *
   * @param asked the scopes it wants; every scope it may have when there is none but {@code
   *     offline_access}, which is accepted and gives nothing here
   */
  public TokenGrant clientCredentials(OAuthClient client, Set<String> asked) {
    if (!client.grants().contains(GrantType.CLIENT_CREDENTIALS)) {
      return new TokenGrant.GrantForbidden();
    }
    for (var scope : asked) {
      if (!client.scopes().contains(scope) && !scope.equals(Scopes.OFFLINE_ACCESS)) {
        return new TokenGrant.ScopeForbidden(scope);
      }
    }
    var scopes = new TreeSet<>(asked);
    scopes.remove(Scopes.OFFLINE_ACCESS);
    if (scopes.isEmpty()) {
      scopes.addAll(client.scopes());
      scopes.remove(Scopes.OFFLINE_ACCESS);
    }
    var now = clock.instant();
    var user = clients.serviceUser(client.id(), now);
    if (user.disabled() != null) {
      return new TokenGrant.GrantForbidden();
    }
    var token = FreshSecret.text();
    var hash = hasher.hash(SecretHasher.Use.BEARER, token);
    var access = new AccessToken(hash, user.id(), client.id(), scopes, now, now.plus(SERVICE_LIFE));
    tokens.add(access, null);
    return new TokenGrant.Granted(token, SERVICE_LIFE, scopes, null);
  }
}
