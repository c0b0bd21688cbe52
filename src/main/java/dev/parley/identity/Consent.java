package dev.parley.identity;

import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import java.util.Set;

/** What a user has allowed a client. */
public record Consent(ConsentId id, UserId owner, ClientId client, Set<String> scopes) {
  public Consent {
    scopes = Set.copyOf(scopes);
  }
}
