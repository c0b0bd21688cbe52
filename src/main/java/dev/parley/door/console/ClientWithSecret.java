package dev.parley.door.console;

import dev.parley.identity.ManageClients.WithSecret;
import org.jspecify.annotations.Nullable;

/** A client with its secret, told this once; none if it is public. */
record ClientWithSecret(RegisteredClient client, @Nullable String secret) {
  static ClientWithSecret of(WithSecret made) {
    return new ClientWithSecret(RegisteredClient.of(made.client()), made.secret());
  }

  @Override
  public String toString() {
    return "ClientWithSecret[" + client + "]";
  }
}
