package dev.parley.door.allyson;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.webagent.WebMessage;
import dev.parley.webagent.WebMessage.AgentSaid;
import dev.parley.webagent.WebMessage.Question;
import dev.parley.webagent.WebMessage.UserSaid;
import java.util.List;
import java.util.Optional;

/** A message with the rules the dashboard reads it by (contract §3.2). */
final class Message {
  private static final String DONE = "done";
  private static final String SAVE = "save_to_file";

  private Message() {}

  static JsonObject of(WebMessage message) {
    return switch (message) {
      case UserSaid(var text) -> said("user", text);
      case AgentSaid agent -> of(agent);
    };
  }

  private static JsonObject said(String role, String content) {
    return JsonObject.EMPTY.with("role", role).with("content", content);
  }

  private static JsonObject of(AgentSaid said) {
    var message = said("assistant", said.text());
    if (said.question() != null) {
      message = message.with("human_input", inputs(said.question()));
    }
    var actions = shown(said.actions()).stream().map(Message::action).toList();
    return actions.isEmpty()
        ? message
        : message.with("agent_data", JsonObject.EMPTY.with("action", new JsonArray(actions)));
  }

  private static JsonValue inputs(Question question) {
    return Json.tree(question.inputs().stream().map(HumanInput::of).toList());
  }

  /** The end of a task stands alone: only as the first action of its message is it seen as that. */
  private static List<JsonObject> shown(List<JsonObject> actions) {
    return actions.stream()
        .filter(action -> action.get(DONE).isPresent())
        .findFirst()
        .map(List::of)
        .orElse(actions);
  }

  private static JsonValue action(JsonObject action) {
    var done = action.get(DONE);
    if (done.isPresent()) {
      return JsonObject.EMPTY.with(DONE, done(done.get()));
    }
    return action.get(SAVE).orElse(null) instanceof JsonObject saved
        ? action.with(SAVE, saved(saved))
        : action;
  }

  private static JsonObject done(JsonValue result) {
    if (result instanceof JsonText text) {
      return done(text, true);
    }
    var members = result instanceof JsonObject object ? object : JsonObject.EMPTY;
    boolean success = !(members.get("success").orElse(null) instanceof JsonBool(var said)) || said;
    return done(new JsonText(members.text("text").orElse("")), success);
  }

  private static JsonObject done(JsonText text, boolean success) {
    return JsonObject.EMPTY.with("text", text).with("success", new JsonBool(success));
  }

  /** View looks a file up by one name, Download by the other: both are the stored file's. */
  private static JsonObject saved(JsonObject saved) {
    Optional<String> name = saved.text("file_path").or(() -> saved.text("filename"));
    if (name.isEmpty()) {
      return saved;
    }
    return saved.with("file_path", name.get()).with("filename", name.get());
  }
}
