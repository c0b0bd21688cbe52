package dev.parley.provider.openai;

import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ModelException;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelSink;
import dev.parley.provider.wire.Counted;
import dev.parley.provider.wire.Draft;
import dev.parley.provider.wire.Faults;
import dev.parley.provider.wire.Listener;

/** Reads the events of a response; those it does not know say nothing to us. */
final class ResponsesReply implements Listener {
  private static final String CALL = "function_call";

  private final Draft draft;
  private final Faults faults;
  private boolean called;
  private String incomplete = "";

  ResponsesReply(ModelSink sink, Faults faults) {
    this.draft = new Draft(sink);
    this.faults = faults;
  }

  @Override
  public boolean take(JsonObject event) {
    switch (event.text("type").orElse("")) {
      case "response.output_text.delta", "response.refusal.delta" -> draft.say(delta(event));
      case "response.output_item.done" -> item(object(event, "item"));
      case "response.completed" -> {
        end(object(event, "response"));
        return true;
      }
      case "response.incomplete" -> {
        var response = object(event, "response");
        incomplete = reason(response);
        end(response);
        return true;
      }
      case "response.failed" -> throw failed(object(event, "response"));
      case "error" -> throw faults.of(event);
      default -> {}
    }
    return false;
  }

  private String delta(JsonObject event) {
    if (event.get("delta").orElse(null) instanceof JsonText(var piece)) {
      return piece;
    }
    throw faults.malformed();
  }

  private JsonObject object(JsonObject event, String name) {
    if (event.get(name).orElse(null) instanceof JsonObject object) {
      return object;
    }
    throw faults.malformed();
  }

  private void item(JsonObject item) {
    if (item.text("type").orElse("").equals(CALL)) {
      called = true;
      draft.call(
          item.text("call_id").orElse(""),
          item.text("name").orElse(""),
          item.text("arguments").orElse(""));
    }
  }

  private static String reason(JsonObject response) {
    return response.get("incomplete_details").orElse(null) instanceof JsonObject details
        ? details.text("reason").orElse("")
        : "";
  }

  private ModelException failed(JsonObject response) {
    return faults.of(
        response.get("error").orElse(null) instanceof JsonObject error ? error : JsonObject.EMPTY);
  }

  private void end(JsonObject response) {
    // compatible servers may tell of calls, or of everything, here alone
    if (!called && response.get("output").orElse(null) instanceof JsonArray(var items)) {
      boolean silent = draft.isEmpty();
      for (var item : items) {
        if (item instanceof JsonObject object) {
          item(object);
          if (silent) {
            message(object);
          }
        }
      }
    }
    Counted.in(response, "usage")
        .filter(usage -> usage.has("input_tokens"))
        .ifPresent(usage ->
            draft.count(
                Counted.usage(
                    usage.of("input_tokens"),
                    usage.of("output_tokens"),
                    usage.of("input_tokens_details", "cached_tokens"),
                    usage.of("input_tokens_details", "cache_write_tokens"))));
  }

  private void message(JsonObject item) {
    if (item.text("type").orElse("").equals("message")
        && item.get("content").orElse(null) instanceof JsonArray(var parts)) {
      for (var part : parts) {
        if (part instanceof JsonObject object) {
          draft.say(object.text("text").or(() -> object.text("refusal")).orElse(""));
        }
      }
    }
  }

  ModelReply whole() {
    if (incomplete.equals("content_filter")) {
      throw faults.withheld(incomplete);
    }
    if (draft.isEmpty() && !incomplete.isEmpty()) {
      throw faults.nothing(": its length ran out before it said anything");
    }
    return draft.reply();
  }
}
