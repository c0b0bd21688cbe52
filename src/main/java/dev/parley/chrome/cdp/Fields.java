package dev.parley.chrome.cdp;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.List;
import java.util.stream.Stream;

/** The members of a result or event; what is absent reads as nothing of its kind. */
public record Fields(JsonObject object) {
  public boolean has(String name) {
    return object.get(name).isPresent();
  }

  public String text(String name) {
    return object.text(name).orElse("");
  }

  public double number(String name) {
    return object.get(name).orElse(null) instanceof JsonNumber number
        ? number.value().doubleValue()
        : 0;
  }

  public long whole(String name) {
    return (long) number(name);
  }

  public boolean flag(String name) {
    return object.get(name).orElse(null) instanceof JsonBool(var value) && value;
  }

  public Fields at(String name) {
    return of(object.get(name).orElse(JsonObject.EMPTY));
  }

  /** The elements of an array, each as an object. */
  public List<Fields> list(String name) {
    return elements(name).map(Fields::of).toList();
  }

  /** The texts of an array. */
  public List<String> texts(String name) {
    return elements(name)
        .flatMap(value -> value instanceof JsonText(var text) ? Stream.of(text) : Stream.empty())
        .toList();
  }

  /** The numbers of an array. */
  public List<Double> numbers(String name) {
    return elements(name)
        .flatMap(value ->
            value instanceof JsonNumber number
                ? Stream.of(number.value().doubleValue())
                : Stream.empty())
        .toList();
  }

  private Stream<JsonValue> elements(String name) {
    return object.get(name).orElse(null) instanceof JsonArray(var elements)
        ? elements.stream()
        : Stream.empty();
  }

  private static Fields of(JsonValue value) {
    return new Fields(value instanceof JsonObject object ? object : JsonObject.EMPTY);
  }
}
