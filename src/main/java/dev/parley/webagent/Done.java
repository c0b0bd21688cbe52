package dev.parley.webagent;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.json.MalformedJson;
import dev.parley.json.WrongShape;
import dev.parley.trace.ToolCall;
import java.util.LinkedHashMap;
import java.util.Optional;

/** The result with which the agent ends its task. */
record Done(String text, boolean success) {
  static final String NAME = "done";

  /** What a call means; a bare string and a missing {@code success} are understood too. */
  static Optional<Done> of(ToolCall call, String said) {
    var malformed = call.malformed();
    if (malformed.isPresent()) {
      return bare(malformed.get());
    }
    var text = call.input().get("text").flatMap(Done::text);
    if (text.isEmpty() && !said.isBlank()) {
      text = Optional.of(said.strip());
    }
    return text.map(found -> new Done(found, success(call.input())));
  }

  private static Optional<Done> bare(String written) {
    try {
      return Json.parse(written) instanceof JsonText(var text)
          ? Optional.of(new Done(text, true))
          : Optional.empty();
    } catch (MalformedJson | WrongShape unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonValue value) {
    return switch (value) {
      case JsonText(var text) -> Optional.of(text);
      case JsonNull _ -> Optional.empty();
      case JsonObject _, JsonValue.JsonArray _, JsonValue.JsonNumber _, JsonBool _ ->
          Optional.of(Json.print(value));
    };
  }

  private static boolean success(JsonObject input) {
    var given = input.get("success");
    return given.isEmpty()
        || switch (given.get()) {
          case JsonBool(var success) -> success;
          case JsonText(var word) -> !word.strip().equalsIgnoreCase("false");
          case JsonNull _, JsonObject _, JsonValue.JsonArray _, JsonValue.JsonNumber _ -> true;
        };
  }

  /** As the turn's answer keeps it. */
  static Optional<Done> ofAnswer(String answer) {
    try {
      return Json.parse(answer) instanceof JsonObject kept
          ? kept.text("text").map(text -> new Done(text, success(kept)))
          : Optional.empty();
    } catch (MalformedJson | WrongShape otherWords) {
      return Optional.empty();
    }
  }

  /** {@code {"text", "success"}}. */
  JsonObject json() {
    var members = new LinkedHashMap<String, JsonValue>();
    members.put("text", new JsonText(text));
    members.put("success", new JsonBool(success));
    return new JsonObject(members);
  }
}
