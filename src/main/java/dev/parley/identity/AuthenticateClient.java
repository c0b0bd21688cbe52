package dev.parley.identity;

import dev.parley.id.ClientId;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks a client's secret; a public client has none, and must not show any.
 *
 * <p>The right secret is accepted however many wrong ones came before: otherwise anybody could lock
 * a client out by guessing badly. What guessing costs is told by the answer to wrong ones alone.
 */
public final class AuthenticateClient {
  static final int WRONG_SECRETS = 10;

  private final Clients clients;
  private final SecretHasher hasher;
  private final WrongTries<ClientId> wrong;

  public AuthenticateClient(Clients clients, SecretHasher hasher, InstantSource clock) {
    this.clients = clients;
    this.hasher = hasher;
    this.wrong = new WrongTries<>(clock, WRONG_SECRETS);
  }

  public ClientCheck check(ClientId id, @Nullable String secret) {
    if (!OAuthClient.isId(id.value())) {
      return new ClientCheck.Refused();
    }
    var hash = secret == null ? null : hasher.hash(SecretHasher.Use.CLIENT_SECRET, secret);
    var client = clients.find(id).filter(found -> found.opensWith(hash));
    if (client.isPresent()) {
      return new ClientCheck.Known(client.get());
    }
    return wrong
        .count(id)
        .<ClientCheck>map(ClientCheck.Throttled::new)
        .orElseGet(ClientCheck.Refused::new);
  }
}
