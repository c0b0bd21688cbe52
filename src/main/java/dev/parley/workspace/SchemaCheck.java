package dev.parley.workspace;

import dev.parley.json.JsonValue.JsonObject;
import java.util.Optional;

/** Says what keeps an object from being a JSON Schema. */
@FunctionalInterface
public interface SchemaCheck {
  /** Empty for a valid schema, else a sentence. */
  Optional<String> fault(JsonObject schema);
}
