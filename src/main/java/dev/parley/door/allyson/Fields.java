package dev.parley.door.allyson;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The members of one object of a body; absent and null are the same, others are not looked at.
 *
 * @param place where the object stands, for messages: {@code ""} or such as {@code files[0].}
 */
record Fields(String place, JsonObject object) {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
  private static final int LONGEST_NUMBER = 40;

  /** Without the values: passwords and variables are among them. */
  @Override
  public String toString() {
    return "Fields[" + place + object.members().keySet() + "]";
  }

  static ProblemException unfit(String message) {
    return new ProblemException(new WrongShape(message));
  }

  private ProblemException unfit(String name, String rule) {
    return unfit(place + name + " must be " + rule + ".");
  }

  Optional<JsonValue> value(String name) {
    return object.get(name).filter(value -> !(value instanceof JsonNull));
  }

  Optional<String> text(String name) {
    return value(name)
        .map(value -> {
          if (value instanceof JsonText(var text)) {
            return text;
          }
          throw unfit(name, "a string");
        });
  }

  /** A text that is more than spaces. */
  String requiredText(String name) {
    return text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> unfit(place + name + " is required and must be a non-blank string."));
  }

  /** A text, or what a number or truth value is as text; {@code ""} if there is none. */
  String scalar(String name) {
    return value(name)
        .map(value ->
            switch (value) {
              case JsonText(var text) -> text;
              case JsonNumber(var written) -> written;
              case JsonBool(var bool) -> String.valueOf(bool);
              case JsonNull _ -> "";
              case JsonObject _, JsonArray _ -> throw unfit(name, "a string");
            })
        .orElse("");
  }

  Optional<Boolean> bool(String name) {
    return value(name)
        .map(value -> {
          if (value instanceof JsonBool(var bool)) {
            return bool;
          }
          throw unfit(name, "true or false");
        });
  }

  int requiredInteger(String name) {
    if (value(name).orElse(null) instanceof JsonNumber(var written)
        && INTEGER.matcher(written).matches()) {
      return Integer.parseInt(written);
    }
    throw unfit(name, "a whole number");
  }

  Optional<Boolean> flag(String name) {
    return value(name)
        .map(value -> {
          if (value instanceof JsonBool(var flag)) {
            return flag;
          }
          throw unfit(name, "true or false");
        });
  }

  /** A number from zero to the greatest given, to about fifteen digits. */
  Optional<Double> number(String name, long most) {
    return value(name)
        .map(value -> {
          if (value instanceof JsonNumber(var written) && written.length() <= LONGEST_NUMBER) {
            double number = Double.parseDouble(written);
            if (number >= 0 && number <= most) {
              return number;
            }
          }
          throw unfit(name, "a number from 0 to " + most);
        });
  }

  Optional<JsonObject> tree(String name) {
    return value(name)
        .map(value -> {
          if (value instanceof JsonObject found) {
            return found;
          }
          throw unfit(name, "an object");
        });
  }

  Optional<Fields> fields(String name) {
    return tree(name).map(found -> new Fields(place + name + ".", found));
  }

  private List<JsonValue> elements(String name) {
    return value(name)
        .map(value -> {
          if (value instanceof JsonArray(var elements)) {
            return elements;
          }
          throw unfit(name, "an array");
        })
        .orElse(List.of());
  }

  /** An array of objects, which must be there. */
  List<Fields> requiredList(String name) {
    if (value(name).isEmpty()) {
      throw unfit(place + name + " is required and must be an array.");
    }
    return list(name);
  }

  /** An array of objects; empty if there is none. */
  List<Fields> list(String name) {
    var found = new ArrayList<Fields>();
    for (var element : elements(name)) {
      var at = name + "[" + found.size() + "]";
      if (!(element instanceof JsonObject each)) {
        throw unfit(at, "an object");
      }
      found.add(new Fields(place + at + ".", each));
    }
    return found;
  }

  /** An array of texts that are more than spaces; empty if there is none. */
  List<String> texts(String name) {
    return elements(name).stream()
        .map(element -> {
          if (element instanceof JsonText(var text) && !text.isBlank()) {
            return text.strip();
          }
          throw unfit(name, "an array of strings");
        })
        .toList();
  }
}
