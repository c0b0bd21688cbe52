package dev.parley.webagent;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.TokenCounter;
import java.util.Optional;
import java.util.function.Function;

/**
 * Functions the web agent decides with; each gives the same for the same.
 *
 * @param openAnswer from the answer of a question as it is kept to its JSON
 */
record Aids(TokenCounter tokens, Function<String, String> openAnswer, OutputCheck output) {

  /** Says what keeps a value from fitting a JSON Schema. */
  @FunctionalInterface
  interface OutputCheck {
    /** Empty if it fits, else a sentence. */
    Optional<String> fault(JsonObject schema, JsonValue value);
  }
}
