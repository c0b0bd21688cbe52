package dev.parley.identity;

import java.time.Duration;
import java.util.Set;

/** What came of asking for an access token. */
public sealed interface TokenGrant {
  /** The token, in clear this once. */
  record Granted(String token, Duration life, Set<String> scopes) implements TokenGrant {
    @Override
    public String toString() {
      return "Granted[" + life + ", " + scopes + "]";
    }
  }

  /** The client may not come by a token in this way. */
  record GrantForbidden() implements TokenGrant {}

  /** A scope that does not exist, or not for this client. */
  record ScopeForbidden(String scope) implements TokenGrant {}
}
