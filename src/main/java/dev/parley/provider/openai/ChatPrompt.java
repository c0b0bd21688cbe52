package dev.parley.provider.openai;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
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

/** Our request in the words of chat completions. */
final class ChatPrompt {
  private static final JsonObject NO_INPUT =
      JsonObject.EMPTY.with("type", "object").with("properties", JsonObject.EMPTY);

  private ChatPrompt() {}

  static JsonObject of(String model, ModelRequest request) {
    var messages = new ArrayList<JsonValue>();
    if (!request.system().isBlank()) {
      messages.add(message("system", request.system()));
    }
    Mended.of(request.messages()).forEach(message -> messages.add(message(message)));
    var body =
        JsonObject.EMPTY
            .with("model", model)
            .with("messages", new JsonArray(messages))
            .with("stream", new JsonBool(true))
            .with("stream_options", JsonObject.EMPTY.with("include_usage", new JsonBool(true)));
    return request.tools().isEmpty()
        ? body
        : body.with(
            "tools", new JsonArray(request.tools().stream().map(ChatPrompt::tool).toList()));
  }

  private static JsonValue message(Message message) {
    return switch (message) {
      case UserMessage(var text) -> message("user", text);
      case PictureMessage picture ->
          JsonObject.EMPTY
              .with("role", "user")
              .with("content", new JsonArray(List.of(picture(picture))));
      case AssistantMessage(var text, var calls, _) when calls.isEmpty() ->
          message("assistant", text);
      case AssistantMessage(var text, var calls, _) -> {
        var said = JsonObject.EMPTY.with("role", "assistant");
        yield (text.isEmpty() ? said : said.with("content", text))
            .with("tool_calls", new JsonArray(calls.stream().map(ChatPrompt::call).toList()));
      }
      case ToolMessage(var id, _, var text) -> message("tool", text).with("tool_call_id", id);
    };
  }

  private static JsonObject message(String role, String text) {
    return JsonObject.EMPTY.with("role", role).with("content", text);
  }

  private static JsonValue picture(PictureMessage picture) {
    return JsonObject.EMPTY
        .with("type", "image_url")
        .with("image_url", JsonObject.EMPTY.with("url", dataUrl(picture)));
  }

  static String dataUrl(PictureMessage picture) {
    return "data:" + picture.mediaType() + ";base64," + picture.base64();
  }

  private static JsonValue call(ToolCall call) {
    return JsonObject.EMPTY
        .with("id", call.id())
        .with("type", "function")
        .with(
            "function",
            JsonObject.EMPTY
                .with("name", Mended.name(call.tool()))
                .with("arguments", new JsonText(Json.print(call.input()))));
  }

  private static JsonValue tool(ToolOffer tool) {
    return JsonObject.EMPTY.with("type", "function").with("function", function(tool));
  }

  static JsonObject function(ToolOffer tool) {
    return JsonObject.EMPTY
        .with("name", tool.name())
        .with("description", tool.description())
        .with("parameters", tool.input().members().isEmpty() ? NO_INPUT : tool.input());
  }
}
