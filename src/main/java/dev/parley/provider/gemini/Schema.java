package dev.parley.provider.gemini;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cuts a JSON Schema down to the keywords the API knows; others fail the whole request. */
final class Schema {
  private static final Set<String> PLAIN =
      Set.of(
          "$id",
          "$ref",
          "$anchor",
          "type",
          "format",
          "title",
          "description",
          "minItems",
          "maxItems",
          "minimum",
          "maximum",
          "required");
  private static final Set<String> NAMED = Set.of("properties", "$defs");
  private static final Set<String> SEVERAL = Set.of("anyOf", "oneOf", "prefixItems");
  private static final Set<String> ONE = Set.of("items", "additionalProperties");

  private Schema() {}

  static JsonObject known(JsonObject schema) {
    var known = new LinkedHashMap<String, JsonValue>();
    schema.members().forEach((keyword, value) -> add(known, keyword, value));
    return new JsonObject(known);
  }

  private static void add(Map<String, JsonValue> known, String keyword, JsonValue value) {
    if (PLAIN.contains(keyword)) {
      known.put(keyword, value);
    } else if (NAMED.contains(keyword) && value instanceof JsonObject(var schemas)) {
      var cut = new LinkedHashMap<String, JsonValue>();
      schemas.forEach((name, schema) -> cut.put(name, below(schema)));
      known.put(keyword, new JsonObject(cut));
    } else if (SEVERAL.contains(keyword) && value instanceof JsonArray(var schemas)) {
      known.put(keyword, new JsonArray(schemas.stream().map(Schema::below).toList()));
    } else if (ONE.contains(keyword)) {
      known.put(keyword, below(value));
    } else if (keyword.equals("const")) {
      choices(known, List.of(value));
    } else if (keyword.equals("enum") && value instanceof JsonArray(var values)) {
      choices(known, values);
    }
  }

  private static JsonValue below(JsonValue schema) {
    return schema instanceof JsonObject object ? known(object) : schema;
  }

  /** Choices are texts and numbers. */
  private static void choices(Map<String, JsonValue> known, List<JsonValue> values) {
    var choices =
        values.stream()
            .filter(value -> value instanceof JsonText || value instanceof JsonNumber)
            .toList();
    if (!choices.isEmpty()) {
      known.put("enum", new JsonArray(choices));
    }
  }
}
