package dev.parley.trace;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.Map;
import java.util.Optional;

/**
 * One invocation of a tool, as a model asked for it; {@code tool} is the name offered to it.
 *
 * <p>Models sometimes send arguments that are no JSON object. Such a call reaches the tools like
 * any other, so that the model can be told: its input holds what the model wrote as the only
 * member, and {@link #malformed} returns it.
 */
public record ToolCall(String id, String tool, JsonObject input) {
  private static final String MALFORMED = "_malformed";

  /** A call whose arguments are no JSON object. */
  public static ToolCall malformed(String id, String tool, String written) {
    return new ToolCall(id, tool, new JsonObject(Map.of(MALFORMED, new JsonText(written))));
  }

  /** What the model wrote instead of a JSON object; empty for a proper call. */
  public Optional<String> malformed() {
    return input.members().size() == 1 ? input.text(MALFORMED) : Optional.empty();
  }
}
