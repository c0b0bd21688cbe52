package dev.parley.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Any JSON document, immutable and comparable. */
public sealed interface JsonValue {

  /** Members in the order they came. */
  record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public Optional<JsonValue> get(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /** The member's text, when it is there and is text. */
    public Optional<String> text(String name) {
      return members.get(name) instanceof JsonText(var value)
          ? Optional.of(value)
          : Optional.empty();
    }

    /** A copy with one member more, or replaced. */
    public JsonObject with(String name, JsonValue value) {
      var copy = new LinkedHashMap<>(members);
      copy.put(name, value);
      return new JsonObject(copy);
    }

    public JsonObject with(String name, String value) {
      return with(name, new JsonText(value));
    }

    @Override
    public String toString() {
      return Json.print(this);
    }
  }

  /** Elements in order. */
  record JsonArray(List<JsonValue> elements) implements JsonValue {
    public JsonArray {
      elements = List.copyOf(elements);
    }

    @Override
    public String toString() {
      return Json.print(this);
    }
  }

  /** A string. */
  record JsonText(String value) implements JsonValue {
    @Override
    public String toString() {
      return Json.print(this);
    }
  }

  /** A number as it was written, so that nothing is rounded. */
  record JsonNumber(String written) implements JsonValue {
    public JsonNumber(long value) {
      this(Long.toString(value));
    }

    public BigDecimal value() {
      return new BigDecimal(written);
    }

    @Override
    public String toString() {
      return written;
    }
  }

  /** True or false. */
  record JsonBool(boolean value) implements JsonValue {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** The literal null. */
  record JsonNull() implements JsonValue {
    @Override
    public String toString() {
      return "null";
    }
  }
}
