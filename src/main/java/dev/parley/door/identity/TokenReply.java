package dev.parley.door.identity;

import dev.parley.json.JsonValue.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint answers.
 *
 * @param body null for an empty one
 */
public record TokenReply(int status, Map<String, String> headers, @Nullable JsonObject body) {
  public TokenReply {
    headers = Map.copyOf(headers);
  }

  /** With an access token in it, most likely; so not even its shape is printed. */
  @Override
  public String toString() {
    return "TokenReply[" + status + "]";
  }
}
