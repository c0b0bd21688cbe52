package dev.parley.provider.anthropic;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.PictureMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelRequest;
import dev.parley.model.ToolOffer;
import dev.parley.provider.anthropic.Anthropic.Wanted;
import dev.parley.provider.wire.Mended;
import dev.parley.trace.ToolCall;
import java.util.ArrayList;
import java.util.List;

/** Our request in the words of the Messages API, whose roles alternate. */
final class Prompt {
  /** What stands where nothing was said: empty texts are refused. */
  private static final String NOTHING = "(nothing)";

  /** What one role says, in blocks. */
  private record Said(String role, List<JsonObject> blocks) {}

  private final List<Said> said = new ArrayList<>();

  private Prompt() {}

  static JsonObject of(Wanted wanted, ModelRequest request) {
    var prompt = new Prompt();
    Mended.of(request.messages()).forEach(prompt::add);
    var body =
        JsonObject.EMPTY
            .with("model", wanted.model())
            .with("max_tokens", new JsonNumber(wanted.longest()))
            .with("stream", new JsonBool(true));
    if (!request.system().isBlank()) {
      body = body.with("system", new JsonArray(List.of(marked(text(request.system())))));
    }
    if (!request.tools().isEmpty()) {
      body = body.with("tools", new JsonArray(request.tools().stream().map(Prompt::tool).toList()));
    }
    return body.with("messages", new JsonArray(prompt.messages()));
  }

  private void add(Message message) {
    switch (message) {
      case UserMessage(var text) -> add("user", text.isBlank() ? List.of() : List.of(text(text)));
      case PictureMessage(var type, var base64) -> add("user", List.of(picture(type, base64)));
      case AssistantMessage(var text, var calls, _) -> {
        var blocks = new ArrayList<JsonObject>();
        if (!text.isBlank()) {
          blocks.add(text(text));
        }
        calls.forEach(call -> blocks.add(call(call)));
        add("assistant", blocks);
      }
      case ToolMessage(var id, _, var text) -> add("user", List.of(result(id, text)));
    }
  }

  private void add(String role, List<JsonObject> blocks) {
    if (blocks.isEmpty() && role.equals("assistant")) {
      return;
    }
    if (said.isEmpty() || !said.getLast().role().equals(role)) {
      said.add(new Said(role, new ArrayList<>()));
    }
    said.getLast().blocks().addAll(blocks);
  }

  private List<JsonValue> messages() {
    var messages = new ArrayList<JsonValue>();
    for (var one : said) {
      List<JsonValue> blocks = new ArrayList<>(one.blocks());
      if (blocks.isEmpty()) {
        blocks.add(text(NOTHING));
      }
      messages.add(
          JsonObject.EMPTY.with("role", one.role()).with("content", new JsonArray(blocks)));
    }
    return messages;
  }

  /**
   * With the tools before it, to be read from the provider's cache next time. Messages are not
   * marked: agents shorten them from round to round, and what nobody reads again costs more.
   */
  private static JsonObject marked(JsonObject block) {
    return block.with("cache_control", block("ephemeral"));
  }

  private static JsonObject block(String type) {
    return JsonObject.EMPTY.with("type", type);
  }

  private static JsonObject text(String text) {
    return block("text").with("text", text);
  }

  private static JsonObject picture(String mediaType, String base64) {
    return block("image")
        .with("source", block("base64").with("media_type", mediaType).with("data", base64));
  }

  private static JsonObject call(ToolCall call) {
    return block("tool_use")
        .with("id", id(call.id()))
        .with("name", Mended.name(call.tool()))
        .with("input", call.input());
  }

  private static JsonObject result(String id, String text) {
    var result = block("tool_result").with("tool_use_id", id(id));
    return text.isBlank() ? result : result.with("content", text);
  }

  /** Ids that another provider gave may hold what is refused here. */
  private static String id(String id) {
    return id.replaceAll("[^a-zA-Z0-9_-]", "_");
  }

  private static JsonValue tool(ToolOffer tool) {
    var schema = tool.input();
    return JsonObject.EMPTY
        .with("name", tool.name())
        .with("description", tool.description())
        .with(
            "input_schema",
            schema.get("type").isPresent() ? schema : schema.with("type", "object"));
  }
}
