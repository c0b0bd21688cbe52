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
import java.util.stream.Stream;

/** Our request in the words of the Responses API. */
final class ResponsesPrompt {
  private ResponsesPrompt() {}

  static JsonObject of(String model, ModelRequest request) {
    var input = Mended.of(request.messages()).stream().flatMap(ResponsesPrompt::items).toList();
    var body = JsonObject.EMPTY.with("model", model);
    if (!request.system().isBlank()) {
      body = body.with("instructions", request.system());
    }
    body =
        body.with("input", new JsonArray(input))
            .with("stream", new JsonBool(true))
            .with("store", new JsonBool(false));
    return request.tools().isEmpty()
        ? body
        : body.with(
            "tools", new JsonArray(request.tools().stream().map(ResponsesPrompt::tool).toList()));
  }

  private static Stream<JsonValue> items(Message message) {
    return switch (message) {
      case UserMessage(var text) -> Stream.of(said("user", part("input_text").with("text", text)));
      case PictureMessage picture ->
          Stream.of(
              said("user", part("input_image").with("image_url", ChatPrompt.dataUrl(picture))));
      case AssistantMessage(var text, var calls, _) -> {
        var items = new ArrayList<JsonValue>();
        if (!text.isEmpty()) {
          items.add(said("assistant", part("output_text").with("text", text)));
        }
        calls.forEach(call -> items.add(call(call)));
        yield items.stream();
      }
      case ToolMessage(var id, _, var text) ->
          Stream.of(part("function_call_output").with("call_id", id).with("output", text));
    };
  }

  private static JsonValue said(String role, JsonObject part) {
    return JsonObject.EMPTY.with("role", role).with("content", new JsonArray(List.of(part)));
  }

  private static JsonObject part(String type) {
    return JsonObject.EMPTY.with("type", type);
  }

  private static JsonValue call(ToolCall call) {
    return part("function_call")
        .with("call_id", call.id())
        .with("name", Mended.name(call.tool()))
        .with("arguments", new JsonText(Json.print(call.input())));
  }

  /** Not strict: that takes only schemas in which everything is required. */
  private static JsonValue tool(ToolOffer tool) {
    var function = part("function").with("strict", new JsonBool(false));
    for (var member : ChatPrompt.function(tool).members().entrySet()) {
      function = function.with(member.getKey(), member.getValue());
    }
    return function;
  }
}
