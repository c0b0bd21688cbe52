package dev.parley.provider.anthropic;

import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelSink;
import dev.parley.provider.wire.Counted;
import dev.parley.provider.wire.Draft;
import dev.parley.provider.wire.Faults;
import dev.parley.provider.wire.Listener;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the events of a message; those it does not know say nothing to us. */
final class Reply implements Listener {
  /** A call whose arguments are still coming. */
  private record Open(String id, String tool, StringBuilder arguments) {}

  private final Draft draft;
  private final Faults faults;

  /** By the index of their block, in the order they began. */
  private final Map<String, Open> calls = new LinkedHashMap<>();

  private JsonObject counts = JsonObject.EMPTY;
  private String stop = "";

  Reply(ModelSink sink, Faults faults) {
    this.draft = new Draft(sink);
    this.faults = faults;
  }

  @Override
  public boolean take(JsonObject event) {
    switch (event.text("type").orElse("")) {
      case "message_start" -> count(object(event, "message"));
      case "content_block_start" -> begin(index(event), object(event, "content_block"));
      case "content_block_delta" -> delta(index(event), object(event, "delta"));
      case "message_delta" -> {
        stop = object(event, "delta").text("stop_reason").orElse(stop);
        count(event);
      }
      case "message_stop" -> {
        return true;
      }
      default -> {}
    }
    return false;
  }

  private JsonObject object(JsonObject event, String name) {
    if (event.get(name).orElse(null) instanceof JsonObject object) {
      return object;
    }
    throw faults.malformed();
  }

  private String index(JsonObject event) {
    if (event.get("index").orElse(null) instanceof JsonNumber(var index)) {
      return index;
    }
    throw faults.malformed();
  }

  private void begin(String index, JsonObject block) {
    switch (block.text("type").orElse("")) {
      case "text" -> draft.say(block.text("text").orElse(""));
      case "tool_use" ->
          calls.put(
              index,
              new Open(
                  block.text("id").orElse(""),
                  block.text("name").orElse(""),
                  new StringBuilder(whole(block))));
      default -> {}
    }
  }

  /** Some servers send the arguments at once, where Anthropic has an empty object. */
  private static String whole(JsonObject block) {
    return block.get("input").orElse(null) instanceof JsonObject input && !input.members().isEmpty()
        ? input.toString()
        : "";
  }

  private void delta(String index, JsonObject delta) {
    switch (delta.text("type").orElse("")) {
      case "text_delta" -> draft.say(text(delta, "text"));
      case "input_json_delta" -> {
        var call = calls.get(index);
        if (call == null) {
          throw faults.malformed();
        }
        call.arguments().append(text(delta, "partial_json"));
      }
      default -> {}
    }
  }

  private String text(JsonObject delta, String name) {
    if (delta.get(name).orElse(null) instanceof JsonText(var text)) {
      return text;
    }
    throw faults.malformed();
  }

  /** Counts come in parts, each the sum so far; what is read from the cache is not in the input. */
  private void count(JsonObject event) {
    if (event.get("usage").orElse(null) instanceof JsonObject usage) {
      for (var count : usage.members().entrySet()) {
        if (count.getValue() instanceof JsonNumber) {
          counts = counts.with(count.getKey(), count.getValue());
        }
      }
    }
  }

  ModelReply whole() {
    calls.values().forEach(call -> draft.call(call.id(), call.tool(), call.arguments().toString()));
    if (stop.equals("refusal")) {
      throw faults.withheld(stop);
    }
    if (draft.isEmpty() && !stop.equals("end_turn")) {
      throw faults.nothing(stop.isEmpty() ? "" : ": it stopped by " + word(stop));
    }
    var counted = new Counted(counts);
    if (counted.has("input_tokens")) {
      int cached = counted.of("cache_read_input_tokens");
      int written = counted.of("cache_creation_input_tokens");
      draft.count(
          Counted.usage(
              counted.of("input_tokens") + cached + written,
              counted.of("output_tokens"),
              cached,
              written));
    }
    return draft.reply();
  }

  private static String word(String reason) {
    return reason.matches("[a-z_]{1,40}") ? reason : "another reason";
  }
}
