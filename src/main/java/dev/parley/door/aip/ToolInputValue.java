package dev.parley.door.aip;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonText;

/** One argument of a tool call. */
sealed interface ToolInputValue {
  /** A text, or another value as its JSON text. */
  record StringToolInputValue(String value) implements ToolInputValue {}

  /** The name of a resource. */
  record RidToolInputValue(String rid) implements ToolInputValue {
    public RidToolInputValue {
      Strict.rid(rid);
    }
  }

  static ToolInputValue of(JsonValue argument) {
    return new StringToolInputValue(
        argument instanceof JsonText(var text) ? text : Json.print(argument));
  }
}
