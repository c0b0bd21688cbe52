package dev.parley.provider.ollama;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.Message;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.PictureMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelRequest;
import dev.parley.model.ToolOffer;
import dev.parley.provider.wire.Mended;
import dev.parley.trace.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Our request in Ollama's words. */
final class Prompt {
  private static final JsonObject NO_INPUT =
      JsonObject.EMPTY.with("type", "object").with("properties", JsonObject.EMPTY);

  private Prompt() {}

  static JsonObject of(String model, Optional<Integer> context, ModelRequest request) {
    var messages = new ArrayList<JsonValue>();
    if (!request.system().isBlank()) {
      messages.add(message("system", request.system()));
    }
    for (var message : Mended.of(request.messages())) {
      if (message instanceof PictureMessage(_, var base64)) {
        show(messages, new JsonText(base64));
      } else {
        messages.add(message(message));
      }
    }
    var body =
        JsonObject.EMPTY
            .with("model", model)
            .with("messages", new JsonArray(messages))
            .with("stream", new JsonBool(true))
            .with("truncate", new JsonBool(false))
            .with("shift", new JsonBool(false));
    if (!request.tools().isEmpty()) {
      body = body.with("tools", new JsonArray(request.tools().stream().map(Prompt::tool).toList()));
    }
    return context.isEmpty()
        ? body
        : body.with("options", JsonObject.EMPTY.with("num_ctx", new JsonNumber(context.get())));
  }

  private static JsonValue message(Message message) {
    return switch (message) {
      case UserMessage(var text) -> message("user", text);
      case PictureMessage(_, var base64) -> showing(message("user", ""), new JsonText(base64));
      case AssistantMessage(var text, var calls, _) -> {
        var said = message("assistant", text);
        yield calls.isEmpty()
            ? said
            : said.with("tool_calls", new JsonArray(calls.stream().map(Prompt::call).toList()));
      }
      case ToolMessage(var id, var tool, var text) ->
          message("tool", text).with("tool_name", Mended.name(tool)).with("tool_call_id", id);
    };
  }

  /** A picture belongs to what the user said before it. */
  private static void show(List<JsonValue> messages, JsonText picture) {
    if (!messages.isEmpty()
        && messages.getLast() instanceof JsonObject last
        && last.text("role").orElse("").equals("user")) {
      messages.set(messages.size() - 1, showing(last, picture));
    } else {
      messages.add(showing(message("user", ""), picture));
    }
  }

  private static JsonObject showing(JsonObject message, JsonText picture) {
    var pictures = new ArrayList<JsonValue>();
    if (message.get("images").orElse(null) instanceof JsonArray(var before)) {
      pictures.addAll(before);
    }
    pictures.add(picture);
    return message.with("images", new JsonArray(pictures));
  }

  private static JsonObject message(String role, String text) {
    return JsonObject.EMPTY.with("role", role).with("content", text);
  }

  private static JsonValue call(ToolCall call) {
    return JsonObject.EMPTY
        .with("id", call.id())
        .with(
            "function",
            JsonObject.EMPTY
                .with("name", Mended.name(call.tool()))
                .with("arguments", call.input()));
  }

  private static JsonValue tool(ToolOffer tool) {
    return JsonObject.EMPTY
        .with("type", "function")
        .with(
            "function",
            JsonObject.EMPTY
                .with("name", tool.name())
                .with("description", tool.description())
                .with("parameters", tool.input().members().isEmpty() ? NO_INPUT : tool.input()));
  }
}
