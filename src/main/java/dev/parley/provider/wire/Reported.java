package dev.parley.provider.wire;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.json.MalformedJson;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An error as a provider reports it; providers name its parts differently.
 *
 * @param found whether the document says that it is an error
 * @param words what identifies the error, the most telling first; empty where there is none
 * @param message its prose, which may repeat the prompt or the key
 * @param delay how long the error itself says to wait
 */
record Reported(boolean found, List<String> words, String message, @Nullable Duration delay) {
  private static final Pattern SHOWABLE = Pattern.compile("[A-Za-z0-9_.\\-]{1,64}");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,9})?s");

  static Reported of(String body) {
    try {
      return of(Json.parse(body));
    } catch (MalformedJson _) {
      return new Reported(false, List.of(), body, null);
    }
  }

  private static Reported of(JsonValue tree) {
    return switch (tree) {
      case JsonObject object -> of(object);
      // Gemini without server-sent events
      case JsonArray(var elements) when elements.size() == 1 -> of(elements.getFirst());
      case JsonValue _ -> new Reported(false, List.of(), "", null);
    };
  }

  /** Of a document that holds an error, or is one. */
  static Reported of(JsonObject object) {
    return switch (object.get("error").orElse(new JsonNull())) {
      case JsonObject error -> of(true, error);
      case JsonText(var message) ->
          new Reported(true, List.of(word(object, "code")), message, null);
      case JsonValue _ -> of(false, object);
    };
  }

  private static Reported of(boolean found, JsonObject error) {
    var details = details(error);
    var words =
        Stream.concat(
                Stream.of("code", "type", "status").map(name -> word(error, name)),
                details.stream().map(detail -> word(detail, "reason")))
            .filter(word -> !word.isEmpty())
            .toList();
    return new Reported(
        found,
        words,
        error.text("message").orElse(""),
        details.stream()
            .flatMap(detail -> detail.text("retryDelay").stream())
            .filter(delay -> SECONDS.matcher(delay).matches())
            .map(Reported::duration)
            .findFirst()
            .orElse(null));
  }

  private static List<JsonObject> details(JsonObject error) {
    return error.get("details").orElse(null) instanceof JsonArray(var elements)
        ? elements.stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList()
        : List.of();
  }

  private static Duration duration(String seconds) {
    return Duration.ofMillis(
        (long) Math.ceil(Double.parseDouble(seconds.substring(0, seconds.length() - 1)) * 1000));
  }

  private static String word(JsonObject error, String name) {
    return switch (error.get(name).orElse(new JsonNull())) {
      case JsonText(var text) -> text;
      case JsonNumber(var written) -> written;
      case JsonValue _ -> "";
    };
  }

  boolean says(Pattern pattern) {
    return words.stream().anyMatch(word -> pattern.matcher(word).find())
        || pattern.matcher(message).find();
  }

  /** The HTTP status some give as code; 0 if none. */
  int status() {
    return words.stream()
        .filter(word -> word.matches("[45]\\d\\d"))
        .findFirst()
        .map(Integer::parseInt)
        .orElse(0);
  }

  /** Its most telling word in brackets, if it looks like one. */
  String shown() {
    return words.stream()
        .filter(word -> !word.matches("\\d+"))
        .findFirst()
        .or(() -> words.stream().findFirst())
        .filter(word -> SHOWABLE.matcher(word).matches())
        .map(word -> " (" + word + ")")
        .orElse("");
  }
}
