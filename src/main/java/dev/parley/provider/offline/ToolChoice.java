package dev.parley.provider.offline;

import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ModelRequest;
import dev.parley.model.ToolOffer;
import dev.parley.trace.ToolCall;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Picks a tool only where a question leaves no doubt: it holds every word of the tool's name, the
 * tool needs exactly one text, and the question says it ("weather <b>in Oslo</b>").
 */
final class ToolChoice {
  private static final Pattern QUOTED = Pattern.compile("[\"“']([^\"“”']{1,80})[\"”']");
  private static final Pattern AFTER_PREPOSITION =
      Pattern.compile(
          ".*\\b(?:in|for|of|at|about|called|named)\\s+((?:[^\\s?!.,;:]+\\s*){1,4}?)\\s*[?!.,;:]?\\s*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "get", "find", "fetch", "look", "up", "lookup", "read", "the", "a", "of", "for", "tool");
  private static final int LONGEST_QUESTION = 400;

  private ToolChoice() {}

  static Optional<ToolCall> choose(String question, ModelRequest request) {
    if (question.length() > LONGEST_QUESTION) {
      return Optional.empty();
    }
    var said = words(question);
    return request.tools().stream()
        .filter(tool -> said.containsAll(name(tool)) && !name(tool).isEmpty())
        .flatMap(tool -> call(tool, question, request.position().inSession()).stream())
        .findFirst();
  }

  private static Optional<ToolCall> call(ToolOffer tool, String question, int position) {
    return onlyText(tool.input())
        .flatMap(property ->
            value(question)
                .map(value ->
                    new ToolCall(
                        "call_" + position,
                        tool.name(),
                        new JsonObject(Map.of(property, new JsonText(value))))));
  }

  /** The one member the tool requires, if that is free text. */
  private static Optional<String> onlyText(JsonObject schema) {
    if (schema.get("required").orElse(null) instanceof JsonArray(var required)
        && required.size() == 1
        && required.getFirst() instanceof JsonText(var name)
        && schema.get("properties").orElse(null) instanceof JsonObject properties
        && properties.get(name).orElse(null) instanceof JsonObject property
        && property.text("type").orElse("").equals("string")
        && Set.of("type", "description", "title").containsAll(property.members().keySet())) {
      return Optional.of(name);
    }
    return Optional.empty();
  }

  private static Optional<String> value(String question) {
    var quoted = QUOTED.matcher(question);
    if (quoted.find()) {
      return Optional.of(quoted.group(1).strip());
    }
    var after = AFTER_PREPOSITION.matcher(question);
    return after.matches() ? Optional.of(after.group(1).strip()) : Optional.empty();
  }

  private static Set<String> name(ToolOffer tool) {
    var name = words(tool.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", " "));
    name.removeAll(EMPTY_WORDS);
    return name;
  }

  private static Set<String> words(String text) {
    var words = new HashSet<>(List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
    words.removeAll(Arrays.asList(""));
    return words;
  }
}
