package dev.parley.door.aip;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonText;

/** What a tool gave back. */
sealed interface ToolOutputValue {
  /** A text, or another value as its JSON text. */
  record StringToolOutputValue(String value) implements ToolOutputValue {}

  /** The name of a resource. */
  record RidToolOutputValue(String rid) implements ToolOutputValue {
    public RidToolOutputValue {
      Strict.rid(rid);
    }
  }

  static ToolOutputValue of(JsonValue value) {
    return new StringToolOutputValue(
        value instanceof JsonText(var text) ? text : Json.print(value));
  }
}
