package dev.parley.cli;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An action of the web agent as the console tells it.
 *
 * @param document all of it
 * @param url of the page it left; null while that is not known
 */
record RunStep(JsonObject document, String action, @Nullable String url, String outcome) {
  static RunStep of(JsonObject step) {
    return new RunStep(
        step,
        step.text("action").orElse(""),
        step.text("url").orElse(null),
        step.text("outcome").orElse(""));
  }

  boolean isOpen() {
    return outcome.equals("OPEN");
  }

  boolean isDone() {
    return outcome.equals("DONE");
  }

  String number() {
    return document.get("no").filter(JsonNumber.class::isInstance).map(Object::toString).orElse("");
  }

  /** What the page it left is called. */
  String page() {
    return document.text("title").filter(title -> !title.isBlank()).orElse(url == null ? "" : url);
  }

  String result() {
    return document.text("result").orElse("");
  }

  /** The values of its parameters, each once, short ones first: their order means nothing. */
  String input() {
    return document.get("input").orElse(JsonObject.EMPTY) instanceof JsonObject(var members)
        ? members.values().stream()
            .map(RunStep::value)
            .distinct()
            .sorted(Comparator.comparingInt(String::length))
            .collect(Collectors.joining(" "))
        : "";
  }

  private static String value(JsonValue value) {
    return switch (value) {
      case JsonText(var text) -> text.matches("\\S+") ? text : '"' + text + '"';
      case JsonArray(var elements) ->
          elements.stream().map(RunStep::value).collect(Collectors.joining(", "));
      // What a question asks for goes by its title.
      case JsonObject object -> object.text("title").orElseGet(object::toString);
      case JsonNumber _, JsonBool _, JsonNull _ -> value.toString();
    };
  }
}
