package dev.parley.provider.gemini;

import dev.parley.json.JsonValue.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the API wants to see again with the calls of a reply, kept as {@code {"gemini": {<our id>:
 * {"id", "signature"}}}}.
 */
record Kept(@Nullable JsonObject calls) {
  private static final String OURS = "gemini";

  static Kept of(@Nullable JsonObject kept) {
    return new Kept(
        kept != null && kept.get(OURS).orElse(null) instanceof JsonObject calls ? calls : null);
  }

  static JsonObject print(JsonObject calls) {
    return JsonObject.EMPTY.with(OURS, calls);
  }

  /** Whether the calls were made by a model of this API. */
  boolean isOurs() {
    return calls != null;
  }

  /** The id that the API gave a call, if it did. */
  Optional<String> id(String call) {
    return text(call, "id");
  }

  Optional<String> signature(String call) {
    return text(call, "signature");
  }

  private Optional<String> text(String call, String name) {
    return calls != null && calls.get(call).orElse(null) instanceof JsonObject kept
        ? kept.text(name)
        : Optional.empty();
  }
}
