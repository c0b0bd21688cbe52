package dev.parley.provider.scripted;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A value of a script that knows where it stands. */
record Node(String file, String place, JsonValue value) {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

  JsonObject object() {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw fault("is not a mapping", "write {name: value, …}");
  }

  void allow(Set<String> names, String instead) {
    for (var name : object().members().keySet()) {
      if (!names.contains(name)) {
        throw fault("has no place for '" + name + "'", instead);
      }
    }
  }

  @Nullable Node find(String name) {
    var member = object().get(name);
    return member.isEmpty() ? null : new Node(file, at(name), member.get());
  }

  Node need(String name, String instead) {
    var member = find(name);
    if (member == null) {
      throw fault("lacks '" + name + "'", "add '" + instead + "'");
    }
    return member;
  }

  /** The elements of a list; none if it is absent. */
  Stream<Node> list(String name) {
    var member = find(name);
    return member == null || member.value instanceof JsonNull ? Stream.of() : member.elements();
  }

  Stream<Node> elements() {
    if (value instanceof JsonArray(var elements)) {
      return IntStream.range(0, elements.size())
          .mapToObj(n -> new Node(file, place + "[" + n + "]", elements.get(n)));
    }
    throw fault("is not a list", "write it with brackets, or each element after '- '");
  }

  String text() {
    if (value instanceof JsonText(var text)) {
      return text;
    }
    throw fault("is not text", "put it in double quotes");
  }

  int count() {
    if (value instanceof JsonNumber(var written) && written.matches("\\d{1,9}")) {
      return Integer.parseInt(written);
    }
    throw fault("is no count", "write a whole number such as 21");
  }

  Duration duration() {
    var written = value instanceof JsonText(var text) ? text : value.toString();
    var parts = DURATION.matcher(written);
    if (!parts.matches()) {
      throw fault("is no length of time", "write it like 20ms, 2s or 1m");
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  ScriptFault fault(String what, String instead) {
    return new ScriptFault(file + ": " + place + " " + what + "; " + instead + ".");
  }

  private String at(String name) {
    return place.equals("the script") ? name : place + "." + name;
  }
}
