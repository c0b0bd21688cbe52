package dev.parley.yaml;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonText;
import java.util.Locale;

/** A single value: its text as written, and what JSON would call it. */
public record YamlScalar(Place place, String text, Type type, Style style) implements YamlValue {
  /** What a scalar is in JSON. */
  public enum Type {
    TEXT,
    NUMBER,
    BOOL,
    NULL
  }

  /** How its lines stand in the file. */
  enum Style {
    /** Its first line is the one after its place, and line breaks are kept. */
    LITERAL,
    OTHER
  }

  /** The place of a character of the text: exact in a literal block, else where it begins. */
  public Place at(int offset) {
    if (style != Style.LITERAL) {
      return place;
    }
    int breaks = (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    return new Place(place.file(), place.line() + 1 + breaks, 1);
  }

  @Override
  public JsonValue toJson() {
    return switch (type) {
      case TEXT -> new JsonText(text);
      case NUMBER -> new JsonNumber(text.startsWith("+") ? text.substring(1) : text);
      case BOOL -> new JsonBool(text.toLowerCase(Locale.ROOT).equals("true"));
      case NULL -> new JsonNull();
    };
  }

  @Override
  public String kind() {
    return switch (type) {
      case TEXT -> "a text";
      case NUMBER -> "a number";
      case BOOL -> "true or false";
      case NULL -> "nothing";
    };
  }
}
