package dev.parley.provider.gemini;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest.Position;
import dev.parley.model.ModelSink;
import dev.parley.provider.wire.Counted;
import dev.parley.provider.wire.Draft;
import dev.parley.provider.wire.Faults;
import dev.parley.provider.wire.Listener;

/** Reads the pieces of generated content. */
final class Reply implements Listener {
  private final Draft draft;
  private final Faults faults;
  private final Position position;
  private JsonObject kept = JsonObject.EMPTY;
  private int calls;
  private String finish = "";

  Reply(ModelSink sink, Faults faults, Position position) {
    this.draft = new Draft(sink);
    this.faults = faults;
    this.position = position;
  }

  @Override
  public boolean take(JsonObject piece) {
    Counted.in(piece, "usageMetadata").ifPresent(this::count);
    if (piece.get("promptFeedback").orElse(null) instanceof JsonObject feedback) {
      feedback
          .text("blockReason")
          .ifPresent(reason -> {
            throw faults.withheld(reason);
          });
    }
    if (piece.get("candidates").orElse(null) instanceof JsonArray(var candidates)
        && !candidates.isEmpty()) {
      candidate(object(candidates.getFirst()));
    }
    return false;
  }

  @Override
  public boolean isWhole() {
    return !finish.isEmpty();
  }

  /** Some gateways add the marker of another protocol. */
  @Override
  public boolean endsWith(String marker) {
    return marker.equals("[DONE]") && isWhole();
  }

  private void count(Counted usage) {
    if (usage.has("promptTokenCount")) {
      draft.count(
          Counted.usage(
              usage.of("promptTokenCount") + usage.of("toolUsePromptTokenCount"),
              usage.of("candidatesTokenCount") + usage.of("thoughtsTokenCount"),
              usage.of("cachedContentTokenCount"),
              0));
    }
  }

  private void candidate(JsonObject candidate) {
    finish = candidate.text("finishReason").orElse(finish);
    if (candidate.get("content").orElse(null) instanceof JsonObject content
        && content.get("parts").orElse(null) instanceof JsonArray(var parts)) {
      parts.forEach(part -> part(object(part)));
    }
  }

  private JsonObject object(JsonValue value) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw faults.malformed();
  }

  private void part(JsonObject part) {
    if (part.get("thought").orElse(null) instanceof JsonBool(var thought) && thought) {
      return;
    }
    var call = part.get("functionCall");
    if (call.isPresent()) {
      call(object(call.get()), part);
      return;
    }
    var text = part.get("text");
    if (text.isPresent()) {
      draft.say(part.text("text").orElseThrow(faults::malformed));
    }
  }

  private void call(JsonObject call, JsonObject part) {
    var given = call.text("id").orElse("");
    var fallback = "call_" + position.inSession() + "_" + ++calls;
    var id =
        draft.call(
            given.isBlank() ? fallback : given,
            call.text("name").orElse(""),
            call.get("args").map(JsonValue::toString).orElse(""));
    var wanted = JsonObject.EMPTY;
    if (!given.isBlank()) {
      wanted = wanted.with("id", given);
    }
    var signature = part.text("thoughtSignature");
    if (signature.isPresent()) {
      wanted = wanted.with("signature", signature.get());
    }
    kept = kept.with(id, wanted);
  }

  ModelReply whole() {
    switch (finish) {
      case "STOP", "MAX_TOKENS" -> {}
      case "MALFORMED_FUNCTION_CALL", "MALFORMED_RESPONSE", "UNEXPECTED_TOOL_CALL" ->
          throw faults.broken(finish);
      default -> throw faults.withheld(finish);
    }
    if (draft.isEmpty() && finish.equals("MAX_TOKENS")) {
      throw faults.nothing(": its length ran out before it said anything");
    }
    if (calls > 0) {
      draft.keep(Kept.print(kept));
    }
    return draft.reply();
  }
}
