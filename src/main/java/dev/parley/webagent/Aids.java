package dev.parley.webagent;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.TokenCounter;
import dev.parley.trace.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/**
 * Functions the web agent decides with; each gives the same for the same.
 *
 * @param openAnswer from the answer of a question as it is kept to its JSON
 * @param price of a model call in US dollars; empty if nobody knows
 */
record Aids(
    TokenCounter tokens,
    Function<String, String> openAnswer,
    OutputCheck output,
    Function<Usage, Optional<BigDecimal>> price) {

  /** Says what keeps a value from fitting a JSON Schema. */
  @FunctionalInterface
  interface OutputCheck {
    /** Empty if it fits, else a sentence. */
    Optional<String> fault(JsonObject schema, JsonValue value);
  }
}
