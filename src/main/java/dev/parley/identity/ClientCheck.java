package dev.parley.identity;

import java.time.Duration;

/** What came of a client's attempt to prove who it is. */
public sealed interface ClientCheck {
  /** It is that client. */
  record Known(OAuthClient client) implements ClientCheck {}

  /** No such client, or not its secret; which of the two is not told. */
  record Refused() implements ClientCheck {}

  /** Refused, after too many wrong secrets for this client. */
  record Throttled(Duration retryAfter) implements ClientCheck {}
}
