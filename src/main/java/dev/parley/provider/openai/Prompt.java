package dev.parley.provider.openai;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonNull;
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
import dev.parley.trace.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Our request in LangChain4j's words. */
final class Prompt {
  private static final int LONGEST_NAME = 64;

  private Prompt() {}

  static ChatRequest of(ModelRequest request) {
    var messages = new ArrayList<ChatMessage>();
    if (!request.system().isBlank()) {
      messages.add(SystemMessage.from(request.system()));
    }
    request.messages().forEach(message -> messages.add(message(message)));
    var parameters = OpenAiChatRequestParameters.builder();
    if (!request.tools().isEmpty()) {
      // its own tool specifications cannot carry every JSON Schema
      parameters.customParameters(
          Map.of("tools", request.tools().stream().map(Prompt::tool).toList()));
    }
    return ChatRequest.builder().messages(messages).parameters(parameters.build()).build();
  }

  private static ChatMessage message(Message message) {
    return switch (message) {
      case UserMessage(var text) -> dev.langchain4j.data.message.UserMessage.from(text);
      case PictureMessage(var type, var base64) ->
          dev.langchain4j.data.message.UserMessage.from(ImageContent.from(base64, type));
      case AssistantMessage(var text, var calls) when calls.isEmpty() -> AiMessage.from(text);
      case AssistantMessage(var text, var calls) ->
          AiMessage.builder()
              .text(text.isEmpty() ? null : text)
              .toolExecutionRequests(calls.stream().map(Prompt::call).toList())
              .build();
      case ToolMessage(var id, var tool, var text) ->
          ToolExecutionResultMessage.from(id, name(tool), text);
    };
  }

  private static ToolExecutionRequest call(ToolCall call) {
    return ToolExecutionRequest.builder()
        .id(call.id())
        .name(name(call.tool()))
        .arguments(Json.print(call.input()))
        .build();
  }

  /** Providers refuse a whole conversation for a tool name a model once made up. */
  private static String name(String tool) {
    var safe = tool.replaceAll("[^a-zA-Z0-9_-]", "_");
    return safe.isEmpty() ? "unnamed" : safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
  }

  private static Map<String, Object> tool(ToolOffer tool) {
    var function = new LinkedHashMap<String, Object>();
    function.put("name", tool.name());
    function.put("description", tool.description());
    function.put("parameters", schema(tool.input()));
    return Map.of("type", "function", "function", function);
  }

  private static Object schema(JsonObject input) {
    return input.members().isEmpty()
        ? Map.of("type", "object", "properties", Map.of())
        : members(input);
  }

  private static Map<String, @Nullable Object> members(JsonObject object) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    object.members().forEach((name, member) -> members.put(name, plain(member)));
    return members;
  }

  private static @Nullable Object plain(JsonValue value) {
    return switch (value) {
      case JsonObject object -> members(object);
      case JsonArray(var elements) -> {
        List<@Nullable Object> plain = new ArrayList<>();
        elements.forEach(element -> plain.add(plain(element)));
        yield plain;
      }
      case JsonText(var text) -> text;
      case JsonNumber number -> number.value();
      case JsonBool(var bool) -> bool;
      case JsonNull _ -> null;
    };
  }
}
