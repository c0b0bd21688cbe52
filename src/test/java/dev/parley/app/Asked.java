package dev.parley.app;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;

/** A request to a model, as a rule reads it. */
@NullMarked
record Asked(JsonObject request) {
  private static final Pattern REF = Pattern.compile("^\\s*(?:\\* )?\\[(\\d+)]");

  private List<JsonObject> messages(String role) {
    return ModelServer.objects(request, "messages").stream()
        .filter(message -> message.text("role").orElse("").equals(role))
        .toList();
  }

  private static String text(JsonObject message) {
    return message.text("content").orElse("");
  }

  Purpose purpose() {
    var system = messages("system").stream().map(Asked::text).findFirst().orElse("");
    if (system.startsWith("Name this task")) {
      return Purpose.TITLE;
    }
    if (system.startsWith("Extract from the page")) {
      return Purpose.EXTRACTION;
    }
    return system.startsWith("Check whether") ? Purpose.CHECK : Purpose.NEXT;
  }

  String task() {
    return text(messages("user").getFirst());
  }

  /** What the model said last of the page: its listing, or what has changed of it. */
  String last() {
    return text(messages("user").getLast());
  }

  /** Everything the model is told of the page and of people. */
  String everything() {
    return String.join("\n", messages("user").stream().map(Asked::text).toList());
  }

  /** Rounds so far. */
  int round() {
    return messages("assistant").size();
  }

  /** What came of the calls so far. */
  List<String> results() {
    return messages("tool").stream().map(Asked::text).toList();
  }

  /** Number of the newest line that has this, if one has. */
  Optional<Integer> find(String text) {
    return everything()
        .lines()
        .filter(line -> line.contains(text))
        .map(REF::matcher)
        .filter(java.util.regex.Matcher::find)
        .map(found -> Integer.parseInt(found.group(1)))
        .reduce((_, newer) -> newer);
  }

  int ref(String text) {
    return find(text)
        .orElseThrow(() -> new AssertionError("nothing to use has " + text + " in\n" + last()));
  }
}
