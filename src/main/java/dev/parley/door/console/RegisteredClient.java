package dev.parley.door.console;

import dev.parley.identity.OAuthClient;
import java.util.List;

/** A program that may ask for tokens. */
record RegisteredClient(
    String id, String name, boolean open, List<String> redirects, List<String> scopes) {
  RegisteredClient {
    redirects = List.copyOf(redirects);
    scopes = List.copyOf(scopes);
  }

  static RegisteredClient of(OAuthClient client) {
    return new RegisteredClient(
        client.id().value(),
        client.name(),
        client.isPublic(),
        client.redirects(),
        client.scopes().stream().sorted().toList());
  }
}
