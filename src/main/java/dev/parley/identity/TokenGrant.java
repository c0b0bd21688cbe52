package dev.parley.identity;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of asking for an access token. */
public sealed interface TokenGrant {
  /**
   * The tokens, in clear this once.
   *
   * @param refresh null if there is none
   */
  record Granted(String token, Duration life, Set<String> scopes, @Nullable String refresh)
      implements TokenGrant {
    @Override
    public String toString() {
      return "Granted[" + life + ", " + scopes + "]";
    }
  }

  /** The client may not come by a token in this way. */
  record GrantForbidden() implements TokenGrant {}

  /** The code or refresh token is unknown, over, used, or came with the wrong things. */
  record Spent() implements TokenGrant {}

  /** A scope that does not exist, or not for this client. */
  record ScopeForbidden(String scope) implements TokenGrant {}
}
