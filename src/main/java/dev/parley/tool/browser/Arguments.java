package dev.parley.tool.browser;

import dev.parley.browser.Action.Point;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, read strictly; what is left over at the {@link #end} is a mistake.
 *
 * <p>Numbers may come as texts and texts as numbers, since some models write them so.
 */
final class Arguments {
  private static final Pattern WHOLE = Pattern.compile("\\[?(-?\\d{1,9})(\\.0+)?]?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern POINT =
      Pattern.compile(
          "\\(?\\s*(-?\\d{1,6}(?:\\.\\d+)?)\\s*[,; ]\\s*(-?\\d{1,6}(?:\\.\\d+)?)\\s*\\)?");

  private final String action;
  private final JsonObject input;
  private final Set<String> read = new HashSet<>();

  Arguments(String action, JsonObject input) {
    this.action = action;
    this.input = input;
  }

  /** Refuses what nobody has asked for. */
  void end() {
    for (var name : input.members().keySet()) {
      if (!read.contains(name)) {
        throw wrong("It takes no " + Json.print(name) + ".");
      }
    }
  }

  Malformed wrong(String why) {
    return new Malformed(why + " Send " + Offers.usage(action) + ".");
  }

  /** Accepted for the sake of those who send it; nothing depends on it. */
  Arguments pass(String... names) {
    read.addAll(List.of(names));
    return this;
  }

  boolean has(String name) {
    return value(name) != null;
  }

  /** Null stands for absence. */
  @Nullable JsonValue value(String name) {
    read.add(name);
    var value = input.members().get(name);
    return value instanceof JsonNull ? null : value;
  }

  private static Optional<String> scalar(@Nullable JsonValue value) {
    return switch (value) {
      case JsonText(var text) -> Optional.of(text);
      case JsonNumber(var written) -> Optional.of(written);
      case JsonBool(var flag) -> Optional.of(Boolean.toString(flag));
      case JsonObject _, JsonArray _, JsonNull _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  Optional<String> maybe(String name) {
    var value = value(name);
    var text = scalar(value);
    if (value != null && text.isEmpty()) {
      throw wrong("'" + name + "' must be a text.");
    }
    return text;
  }

  String text(String name) {
    return maybe(name).orElseThrow(() -> wrong("'" + name + "' is missing."));
  }

  /** A text with something in it. */
  String words(String name) {
    var text = text(name);
    if (text.isBlank()) {
      throw wrong("'" + name + "' is empty.");
    }
    return text;
  }

  @Nullable Integer wholeOrNull(String name) {
    var text = maybe(name);
    if (text.isEmpty()) {
      return null;
    }
    var whole = WHOLE.matcher(text.get().strip());
    if (!whole.matches()) {
      throw wrong("'" + name + "' must be a whole number.");
    }
    return Integer.valueOf(whole.group(1));
  }

  int whole(String name) {
    var whole = wholeOrNull(name);
    if (whole == null) {
      throw wrong("'" + name + "' is missing.");
    }
    return whole;
  }

  /** The number of an element. */
  int index() {
    int index = whole("index");
    if (index < 0) {
      throw wrong("'index' is the number in brackets before an element.");
    }
    return index;
  }

  double number(String name, double otherwise) {
    var text = maybe(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!NUMBER.matcher(text.get().strip()).matches()) {
      throw wrong("'" + name + "' must be a number.");
    }
    return new BigDecimal(text.get().strip()).doubleValue();
  }

  boolean flag(String name) {
    var text = maybe(name).orElse("false").strip();
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      throw wrong("'" + name + "' must be true or false.");
    }
    return text.equalsIgnoreCase("true");
  }

  /** A point as {@code x,y}, as two numbers in a list, or as an object. */
  Optional<Point> point(@Nullable JsonValue value) {
    return switch (value) {
      case JsonArray(var elements) when elements.size() == 2 ->
          point(scalar(elements.getFirst()), scalar(elements.getLast()));
      case JsonObject object -> point(scalar(member(object, "x")), scalar(member(object, "y")));
      case JsonText(var text) -> {
        var point = POINT.matcher(text.strip());
        yield point.matches()
            ? point(Optional.of(point.group(1)), Optional.of(point.group(2)))
            : Optional.empty();
      }
      case JsonArray _, JsonNumber _, JsonBool _, JsonNull _ -> Optional.empty();
      case null -> Optional.empty();
    };
  }

  private static @Nullable JsonValue member(JsonObject object, String name) {
    return object.members().get(name);
  }

  private static Optional<Point> point(Optional<String> x, Optional<String> y) {
    return x.filter(text -> NUMBER.matcher(text).matches())
        .flatMap(left ->
            y.filter(text -> NUMBER.matcher(text).matches())
                .map(top -> new Point(Double.parseDouble(left), Double.parseDouble(top))));
  }

  /** The number of an element, if it is one. */
  static @Nullable Integer element(@Nullable JsonValue value) {
    var text = scalar(value).map(String::strip).orElse("");
    var whole = WHOLE.matcher(text);
    return whole.matches() ? Integer.valueOf(whole.group(1)) : null;
  }
}
