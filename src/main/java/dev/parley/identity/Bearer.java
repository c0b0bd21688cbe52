package dev.parley.identity;

import dev.parley.id.ClientId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a token, and until when.
 *
 * @param scopes null for a token without limits
 * @param expires null for a token that does not
 */
public record Bearer(
    User user,
    ClientId client,
    @Nullable Set<String> scopes,
    @Nullable Instant expires,
    @Nullable Instant revoked) {
  public Bearer {
    scopes = scopes == null ? null : Set.copyOf(scopes);
  }
}
