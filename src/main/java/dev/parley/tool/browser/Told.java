package dev.parley.tool.browser;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a step that was carried out or refused, before it is veiled.
 *
 * @param text lines for the model
 * @param changed whether the page is another than the model saw
 * @param files names of files that were written
 * @param bound what was bound to which origin
 */
record Told(
    String text, boolean changed, Effect effect, List<String> files, Map<String, String> bound) {
  /** How it went. */
  enum Effect {
    DONE("done"),
    NONE("none"),
    REFUSED("refused");

    private final String word;

    Effect(String word) {
      this.word = word;
    }
  }

  Told {
    files = List.copyOf(files);
    bound = Map.copyOf(bound);
  }

  static Told done(String text) {
    return new Told(text, false, Effect.DONE, List.of(), Map.of());
  }

  static Told wrote(String text, String file) {
    return new Told(text, false, Effect.DONE, List.of(file), Map.of());
  }

  static Told refused(String text) {
    return new Told(text, false, Effect.REFUSED, List.of(), Map.of());
  }

  /** The same on another page than the model saw. */
  Told elsewhere(List<String> notices) {
    return notices.isEmpty()
        ? this
        : new Told(text + "\n" + String.join("\n", notices), true, effect, files, bound);
  }

  Told with(String other) {
    return new Told(other, changed, effect, files, bound);
  }

  Outcome outcome() {
    return new ToolOutcome(json());
  }

  JsonObject json() {
    var told = new LinkedHashMap<String, JsonValue>();
    told.put("text", new JsonText(text));
    told.put("changed", new JsonBool(changed));
    told.put("effect", new JsonText(effect.word));
    if (!files.isEmpty()) {
      told.put("files", new JsonArray(files.stream().<JsonValue>map(JsonText::new).toList()));
    }
    if (!bound.isEmpty()) {
      var pairs = new LinkedHashMap<String, JsonValue>();
      bound.forEach((name, origin) -> pairs.put(name, new JsonText(origin)));
      told.put(Secrets.BOUND, new JsonObject(pairs));
    }
    return new JsonObject(told);
  }
}
