package dev.parley.web;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.LinkedHashMap;
import java.util.function.UnaryOperator;

/** Changes the texts that come from outside. */
final class Texts {
  private static final char REPLACEMENT = '\uFFFD';

  private Texts() {}

  /** Every text and every name in a value, changed. */
  static JsonValue map(JsonValue value, UnaryOperator<String> change) {
    return switch (value) {
      case JsonObject(var members) -> {
        var changed = new LinkedHashMap<String, JsonValue>();
        members.forEach((name, member) -> changed.put(change.apply(name), map(member, change)));
        yield new JsonObject(changed);
      }
      case JsonArray(var elements) ->
          new JsonArray(elements.stream().map(element -> map(element, change)).toList());
      case JsonText(var text) -> new JsonText(change.apply(text));
      case JsonValue.JsonNumber number -> number;
      case JsonValue.JsonBool bool -> bool;
      case JsonValue.JsonNull nothing -> nothing;
    };
  }

  /** What can be stored: without NUL and halves of surrogate pairs. */
  static String storable(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints().map(Texts::storable).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static int storable(int character) {
    boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    return half || character == 0 ? REPLACEMENT : character;
  }
}
