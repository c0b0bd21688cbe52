package dev.parley.provider.ollama;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest.Position;
import dev.parley.model.ModelSink;
import dev.parley.provider.wire.Counted;
import dev.parley.provider.wire.Draft;
import dev.parley.provider.wire.Faults;
import dev.parley.provider.wire.Listener;

/** Reads the lines of a chat. */
final class Reply implements Listener {
  private final Draft draft;
  private final Faults faults;
  private final Position position;
  private int calls;
  private String reason = "";

  Reply(ModelSink sink, Faults faults, Position position) {
    this.draft = new Draft(sink);
    this.faults = faults;
    this.position = position;
  }

  @Override
  public boolean take(JsonObject line) {
    switch (line.get("message").orElse(new JsonNull())) {
      case JsonObject message -> message(message);
      case JsonNull _ -> {}
      case JsonValue _ -> throw faults.malformed();
    }
    if (!(line.get("done").orElse(null) instanceof JsonBool(var done)) || !done) {
      return false;
    }
    reason = line.text("done_reason").orElse("");
    var usage = new Counted(line);
    if (usage.has("prompt_eval_count")) {
      draft.count(Counted.usage(usage.of("prompt_eval_count"), usage.of("eval_count"), 0, 0));
    }
    return true;
  }

  private void message(JsonObject message) {
    switch (message.get("content").orElse(new JsonNull())) {
      case JsonText(var piece) -> draft.say(piece);
      case JsonNull _ -> {}
      case JsonValue _ -> throw faults.malformed();
    }
    if (message.get("tool_calls").orElse(null) instanceof JsonArray(var asked)) {
      asked.forEach(this::call);
    }
  }

  private void call(JsonValue asked) {
    if (!(asked instanceof JsonObject call)
        || !(call.get("function").orElse(null) instanceof JsonObject function)) {
      throw faults.malformed();
    }
    var own = "call_" + position.inSession() + "_" + ++calls;
    draft.call(
        call.text("id").filter(id -> !id.isBlank()).orElse(own),
        function.text("name").orElse(""),
        switch (function.get("arguments").orElse(new JsonNull())) {
          case JsonText(var text) -> text;
          case JsonNull _ -> "";
          case JsonValue arguments -> arguments.toString();
        });
  }

  ModelReply whole() {
    if (draft.isEmpty() && reason.equals("length")) {
      throw faults.nothing(": its length ran out before it said anything");
    }
    return draft.reply();
  }
}
