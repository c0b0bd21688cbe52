package dev.parley.door.console;

import dev.parley.identity.ManageClients.Wish;
import java.util.List;
import java.util.Set;

/** Asks for a client: public if it is open, and with all scopes if it names none. */
record CreateClientRequest(String name, boolean open, List<String> redirects, List<String> scopes) {
  CreateClientRequest {
    redirects = List.copyOf(redirects);
    scopes = List.copyOf(scopes);
  }

  Wish toWish() {
    return new Wish(name, open, redirects, Set.copyOf(scopes));
  }
}
