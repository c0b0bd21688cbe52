package dev.parley.provider.openai;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelSink;
import dev.parley.provider.wire.Counted;
import dev.parley.provider.wire.Draft;
import dev.parley.provider.wire.Faults;
import dev.parley.provider.wire.Listener;

/** Reads the chunks of a chat completion. */
final class ChatReply implements Listener {
  private static final String END = "[DONE]";

  private final Draft draft;
  private final Faults faults;
  private final ToolCallPieces calls = new ToolCallPieces();
  private String finish = "";

  ChatReply(ModelSink sink, Faults faults) {
    this.draft = new Draft(sink);
    this.faults = faults;
  }

  @Override
  public boolean endsWith(String marker) {
    return marker.equals(END);
  }

  @Override
  public boolean take(JsonObject chunk) {
    Counted.in(chunk, "usage").filter(usage -> usage.has("prompt_tokens")).ifPresent(this::count);
    // servers send chunks without choices, for usage and for filters
    if (chunk.get("choices").orElse(null) instanceof JsonArray(var choices) && !choices.isEmpty()) {
      if (!(choices.getFirst() instanceof JsonObject choice)) {
        throw faults.malformed();
      }
      finish = choice.text("finish_reason").orElse(finish);
      if (choice.get("delta").orElse(null) instanceof JsonObject delta) {
        delta(delta);
      }
    }
    return false;
  }

  private void count(Counted usage) {
    draft.count(
        Counted.usage(
            usage.of("prompt_tokens"),
            usage.of("completion_tokens"),
            usage.of("prompt_tokens_details", "cached_tokens"),
            usage.of("prompt_tokens_details", "cache_write_tokens")));
  }

  private void delta(JsonObject delta) {
    draft.say(text(delta, "content"));
    draft.say(text(delta, "refusal"));
    switch (delta.get("tool_calls").orElse(new JsonNull())) {
      case JsonArray(var pieces) -> pieces.forEach(calls::add);
      case JsonNull _ -> {}
      case JsonValue _ -> throw faults.malformed();
    }
  }

  private String text(JsonObject delta, String name) {
    return switch (delta.get(name).orElse(new JsonNull())) {
      case JsonText(var text) -> text;
      case JsonNull _ -> "";
      case JsonValue _ -> throw faults.malformed();
    };
  }

  ModelReply whole() {
    calls.into(draft);
    if (finish.equals("content_filter")) {
      throw faults.withheld(finish);
    }
    if (draft.isEmpty() && finish.isEmpty()) {
      throw faults.nothing("");
    }
    if (draft.isEmpty() && finish.equals("length")) {
      throw faults.nothing(": its length ran out before it said anything");
    }
    return draft.reply();
  }
}
