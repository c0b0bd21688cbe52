package dev.parley.provider;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.PictureMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelRequest;
import dev.parley.trace.ToolCall;
import java.util.List;

/** A request with everything in it that providers write differently. */
public final class Conversation {
  private Conversation() {}

  /** Behind the golden request of every provider. */
  public static ModelRequest whole() {
    return Asking.request(
        List.of(
            new UserMessage("Weather?"),
            new AssistantMessage(
                "Let me look.",
                List.of(
                    new ToolCall("c1", "Weather", json("{\"city\":\"Oslo\"}")),
                    new ToolCall("c:2", "made.up", JsonObject.EMPTY),
                    ToolCall.malformed("c3", "Weather", "{\"city\""))),
            new ToolMessage("c1", "Weather", "Rain"),
            new ToolMessage("c:2", "made.up", ""),
            new UserMessage("And here?"),
            new PictureMessage("image/jpeg", "AAAA"),
            new AssistantMessage("", List.of()),
            new UserMessage(""),
            new ToolMessage("gone", "Weather", "Sun")),
        List.of(Asking.tool("Weather", json(SCHEMA)), Asking.tool("Now", JsonObject.EMPTY)));
  }

  private static final String SCHEMA =
      """
      {"type":"object","$schema":"https://json-schema.org/draft/2020-12/schema",
       "properties":{
         "city":{"type":"string","pattern":"^[A-Z]","minLength":1,"examples":["Oslo",null]},
         "unit":{"enum":["C","F",null]},
         "days":{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer","minimum":0}},
                 "additionalProperties":false},"maxItems":3},
         "more":{"oneOf":[{"const":1.50},{"$ref":"#/$defs/x"}]}},
       "$defs":{"x":{"type":"boolean","default":true}},
       "required":["city"],"additionalProperties":{"type":"string"},"minProperties":1}
      """;

  private static JsonObject json(String text) {
    return (JsonObject) Json.parse(text);
  }
}
