package dev.parley.door.identity;

import dev.parley.json.JsonValue.JsonObject;
import java.util.Locale;
import java.util.Map;

/** An error of RFC 6749 §5.2, by its name on the wire in small letters. */
enum OAuthFault {
  INVALID_REQUEST,
  INVALID_CLIENT,
  INVALID_GRANT,
  UNAUTHORIZED_CLIENT,
  UNSUPPORTED_GRANT_TYPE,
  INVALID_SCOPE,
  SLOW_DOWN;

  /** Contract aip-agents §1.3: always 400, but 401 for a client that is not accepted. */
  private int status() {
    return switch (this) {
      case INVALID_CLIENT -> 401;
      case SLOW_DOWN -> 429;
      case INVALID_REQUEST,
          INVALID_GRANT,
          UNAUTHORIZED_CLIENT,
          UNSUPPORTED_GRANT_TYPE,
          INVALID_SCOPE ->
          400;
    };
  }

  TokenReply reply(String description) {
    return reply(description, Map.of());
  }

  TokenReply reply(String description, Map<String, String> headers) {
    return new TokenReply(
        status(),
        headers,
        JsonObject.EMPTY
            .with("error", name().toLowerCase(Locale.ROOT))
            .with("error_description", description));
  }
}
