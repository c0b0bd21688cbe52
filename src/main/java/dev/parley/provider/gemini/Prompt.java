package dev.parley.provider.gemini;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our request in the words of the Gemini API. */
final class Prompt {
  /** What stands where nothing was said: contents without parts are refused. */
  private static final String NOTHING = "(nothing)";

  /** What the API takes in place of the signature of a call that another model made. */
  private static final String NOT_OURS = "skip_thought_signature_validator";

  private enum Role {
    USER,
    MODEL,
    /** Goes as the user's, but in a content of its own. */
    RESULTS
  }

  /** What one role says, in parts. */
  private record Said(Role role, List<JsonValue> parts) {}

  private final List<Said> said = new ArrayList<>();

  /** The ids that calls have at the provider, by ours. */
  private final Map<String, String> ids = new HashMap<>();

  private Prompt() {}

  static JsonObject of(ModelRequest request) {
    var prompt = new Prompt();
    Mended.of(request.messages()).forEach(prompt::add);
    var body = JsonObject.EMPTY;
    if (!request.system().isBlank()) {
      body =
          body.with(
              "systemInstruction",
              JsonObject.EMPTY.with("parts", new JsonArray(List.of(text(request.system())))));
    }
    body = body.with("contents", new JsonArray(prompt.said.stream().map(Prompt::content).toList()));
    if (request.tools().isEmpty()) {
      return body;
    }
    var functions = new JsonArray(request.tools().stream().map(Prompt::function).toList());
    return body.with(
        "tools", new JsonArray(List.of(JsonObject.EMPTY.with("functionDeclarations", functions))));
  }

  private static JsonValue content(Said said) {
    return JsonObject.EMPTY
        .with("role", said.role() == Role.MODEL ? "model" : "user")
        .with("parts", new JsonArray(said.parts()));
  }

  private void add(Message message) {
    switch (message) {
      case UserMessage(var text) -> add(Role.USER, text(text.isEmpty() ? NOTHING : text));
      case PictureMessage(var type, var base64) ->
          add(
              Role.USER,
              JsonObject.EMPTY.with(
                  "inlineData", JsonObject.EMPTY.with("mimeType", type).with("data", base64)));
      case AssistantMessage answer -> add(answer);
      case ToolMessage(var id, var tool, var text) ->
          add(Role.RESULTS, JsonObject.EMPTY.with("functionResponse", result(id, tool, text)));
    }
  }

  private void add(AssistantMessage answer) {
    if (!answer.text().isEmpty()) {
      add(Role.MODEL, text(answer.text()));
    }
    var kept = Kept.of(answer.kept());
    for (int i = 0; i < answer.calls().size(); i++) {
      add(Role.MODEL, call(answer.calls().get(i), kept, i == 0));
    }
  }

  private void add(Role role, JsonValue part) {
    if (said.isEmpty() || said.getLast().role() != role) {
      said.add(new Said(role, new ArrayList<>()));
    }
    said.getLast().parts().add(part);
  }

  private static JsonObject text(String text) {
    return JsonObject.EMPTY.with("text", text);
  }

  private JsonObject call(ToolCall call, Kept kept, boolean first) {
    var function =
        JsonObject.EMPTY.with("name", Mended.name(call.tool())).with("args", call.input());
    var id = kept.id(call.id());
    if (id.isPresent()) {
      ids.put(call.id(), id.get());
      function = function.with("id", id.get());
    }
    var part = JsonObject.EMPTY.with("functionCall", function);
    return kept.signature(call.id())
        .or(() -> kept.isOurs() || !first ? Optional.empty() : Optional.of(NOT_OURS))
        .map(signature -> part.with("thoughtSignature", signature))
        .orElse(part);
  }

  private JsonObject result(String id, String tool, String text) {
    var result =
        JsonObject.EMPTY
            .with("name", Mended.name(tool))
            .with("response", JsonObject.EMPTY.with("result", text));
    var own = ids.get(id);
    return own == null ? result : result.with("id", own);
  }

  private static JsonValue function(ToolOffer tool) {
    var function =
        JsonObject.EMPTY.with("name", tool.name()).with("description", tool.description());
    return tool.input().members().isEmpty()
        ? function
        : function.with("parametersJsonSchema", Schema.known(tool.input()));
  }
}
