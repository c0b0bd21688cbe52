package dev.parley.tool;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the small JSON Schemas of built-in tools. */
final class Schemas {
  private Schemas() {}

  /** An object of exactly these members, all required. */
  static JsonObject object(Map<String, JsonObject> properties) {
    var schema = new LinkedHashMap<String, JsonValue>();
    schema.put("type", new JsonText("object"));
    schema.put("properties", new JsonObject(new LinkedHashMap<>(properties)));
    schema.put("required", texts(List.copyOf(properties.keySet())));
    schema.put("additionalProperties", new JsonBool(false));
    return new JsonObject(schema);
  }

  static JsonObject text(String description) {
    var schema = new LinkedHashMap<String, JsonValue>();
    schema.put("type", new JsonText("string"));
    schema.put("description", new JsonText(description));
    return new JsonObject(schema);
  }

  /** One of the texts; any text if there are none, since providers refuse an empty choice. */
  static JsonObject oneOf(List<String> values, String description) {
    var schema = text(description);
    return values.isEmpty() ? schema : schema.with("enum", texts(values));
  }

  private static JsonArray texts(List<String> values) {
    return new JsonArray(values.stream().<JsonValue>map(JsonText::new).toList());
  }
}
