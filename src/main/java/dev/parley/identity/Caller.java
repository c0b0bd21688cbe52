package dev.parley.identity;

import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Authenticated user, client and scopes of one request; null scopes are not limited. */
public record Caller(
    UserId user, ClientId client, Kind kind, boolean admin, @Nullable Set<String> scopes) {
  /** Whose limits apply. */
  public enum Kind {
    PERSON,
    SERVICE
  }

  public Caller {
    scopes = scopes == null ? null : Set.copyOf(scopes);
  }

  public boolean may(String scope) {
    return scopes == null || scopes.contains(scope);
  }
}
