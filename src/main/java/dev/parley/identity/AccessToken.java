package dev.parley.identity;

import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import java.time.Instant;
import java.util.Set;

/** What a client was issued to act for a user, until it expires. */
public record AccessToken(
    SecretHash hash,
    UserId user,
    ClientId client,
    Set<String> scopes,
    Instant created,
    Instant expires) {
  public AccessToken {
    scopes = Set.copyOf(scopes);
  }
}
