package dev.parley.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.PictureMessage;
import dev.parley.model.Message.ToolMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelException;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelFault.ContextTooLarge;
import dev.parley.model.ModelFault.Cut;
import dev.parley.model.ModelFault.Malformed;
import dev.parley.model.ModelFault.Overloaded;
import dev.parley.model.ModelFault.RateLimited;
import dev.parley.model.ModelFault.Refused;
import dev.parley.model.ModelProvider;
import dev.parley.provider.Asking;
import dev.parley.provider.WireServer;
import dev.parley.trace.ToolCall;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiWireTest {
  private static final String END = "data: [DONE]\n\n";

  private WireServer server;
  private ModelProvider model;

  @BeforeEach
  void serve() throws IOException {
    server = new WireServer();
    model = OpenAiContractTest.openAi("sk-1").chat(server.url("/v1"), "gpt:test");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private void answer(String body) {
    server.answer(peer -> {
      peer.stream();
      peer.chunk(body);
      peer.end();
    });
  }

  @Test
  void showsPicturesAsImagesOfTheUser() throws InterruptedException {
    answer(text("A shop.") + END);
    var shown = List.<Message>of(new UserMessage("Look"), new PictureMessage("image/jpeg", "AAAA"));
    Asking.of(model, Asking.request(shown, List.of())).reply();
    assertThat(server.asked().body()).contains("\"image_url\"", "data:image/jpeg;base64,AAAA");
  }

  private ModelFault fault() {
    return ((ModelException) Asking.of(model).thrown()).fault();
  }

  private static String text(String piece) {
    return OpenAiContractTest.delta("{\"content\":" + Json.print(piece) + "}");
  }

  private static JsonObject json(String text) {
    return (JsonObject) Json.parse(text);
  }

  @Test
  void sendsWhatTheProviderExpects() throws InterruptedException {
    answer(text("Hi") + END);
    var schema =
        json(
            """
            {"type":"object","$schema":"https://json-schema.org/draft/2020-12/schema",
             "properties":{
               "city":{"type":"string","pattern":"^[A-Z]","examples":["Oslo",null]},
               "unit":{"enum":["C","F",null]},
               "days":{"type":"array","items":{"type":"object","properties":{"n":{"type":"integer","minimum":0}},
                       "additionalProperties":false},"maxItems":3},
               "more":{"oneOf":[{"const":1.50},{"$ref":"#/$defs/x"}]}},
             "$defs":{"x":{"type":"boolean","default":true}},
             "required":["city"],"additionalProperties":{"type":"string"},"minProperties":1}\
            """);
    List<Message> messages =
        List.of(
            new UserMessage("Weather?"),
            new AssistantMessage(
                "Let me look.",
                List.of(new ToolCall("c1", "Weather", json("{\"city\":\"Oslo\"}")))),
            new ToolMessage("c1", "Weather", "Rain"),
            new AssistantMessage("", List.of(new ToolCall("c2", "made.up", JsonObject.EMPTY))),
            new ToolMessage("c2", "made.up", ""),
            new UserMessage(""));
    Asking.of(model, Asking.request(messages, List.of(Asking.tool("Weather", schema)))).reply();
    var asked = server.asked();
    assertThat(asked.line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
    assertThat(asked.headers())
        .containsEntry("authorization", "Bearer sk-1")
        .containsEntry("content-type", "application/json");
    assertThat(json(asked.body()))
        .isEqualTo(
            json(
                """
                {"model":"gpt:test","stream":true,"stream_options":{"include_usage":true},
                 "messages":[
                  {"role":"system","content":"Be kind."},
                  {"role":"user","content":"Weather?"},
                  {"role":"assistant","content":"Let me look.","tool_calls":[{"id":"c1","type":"function",
                    "function":{"name":"Weather","arguments":"{\\"city\\":\\"Oslo\\"}"}}]},
                  {"role":"tool","tool_call_id":"c1","content":"Rain"},
                  {"role":"assistant","tool_calls":[{"id":"c2","type":"function",
                    "function":{"name":"made_up","arguments":"{}"}}]},
                  {"role":"tool","tool_call_id":"c2","content":""},
                  {"role":"user","content":""}],
                 "tools":[{"type":"function","function":
                   {"name":"Weather","description":"Tells.","parameters":%s}}]}\
                """
                    .formatted(schema)));
  }

  @Test
  void sendsNoKeyWhereThereIsNone() throws InterruptedException {
    var keyless = OpenAiContractTest.openAi(" ").chat(server.url("/v1/"), "m");
    answer(text("Hi") + END);
    Asking.of(keyless).reply();
    var asked = server.asked();
    assertThat(asked.headers()).doesNotContainKey("authorization");
    assertThat(asked.line()).startsWith("POST /v1/chat/completions ");
    assertThat(json(asked.body()).get("tools")).isEmpty();
  }

  @Test
  void keepsTheQueryOfABaseUrl() throws InterruptedException {
    answer(text("Hi") + END);
    var azure = server.url("/openai/deployments/d/?api-version=2024-10-21");
    Asking.of(OpenAiContractTest.openAi("sk-1").chat(azure, "m")).reply();
    assertThat(server.asked().line())
        .isEqualTo("POST /openai/deployments/d/chat/completions?api-version=2024-10-21 HTTP/1.1");
  }

  @Test
  void showsAzureItsOwnKeyInItsOwnHeader() {
    var openAi = OpenAiContractTest.openAi("sk-1");
    var azure =
        ((ChatModel) openAi.chat(URI.create("https://x.OpenAI.Azure.com/v1"), "m")).access();
    assertThat(azure.headers()).isEqualTo(Map.of("api-key", "azure-sk-1"));
    var other =
        ((ResponsesModel) openAi.responses(URI.create("https://azure.com.example.com"), "m"))
            .access();
    assertThat(other.headers()).isEqualTo(Map.of("Authorization", "Bearer sk-1"));
    assertThat(azure + " " + other).doesNotContain("sk-1");
  }

  @Test
  void saysThatAModelTakesToolsElsewhere() {
    server.answer(peer ->
        peer.whole(
            400,
            """
            {"error":{"message":"Function tools with reasoning_effort are not supported for gpt-5.6-sol in \
            /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.",\
            "type":"invalid_request_error","param":"reasoning_effort","code":null}}\
            """));
    assertThat(fault().details()).contains("write responses@<base-url>:<model>");
  }

  @Test
  void tellsNothingOfAKeyThatCannotBeSent() {
    var odd = OpenAiContractTest.openAi("sk-\nsecret").chat(server.url("/v1"), "m");
    assertThat(Asking.of(odd).thrown())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("OPENAI_API_KEY")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void survivesNulsAndLoneSurrogates() throws InterruptedException {
    answer(OpenAiContractTest.delta("{\"content\":\"a\\u0000b\\ud800c\"}") + END);
    var asking = Asking.of(model, Asking.saying("x\u0000y\ud800z"));
    assertThat(asking.reply().text()).isEqualTo("a\u0000b\ud800c");
    assertThat(server.asked().body()).contains("x\\u0000y");
  }

  @Test
  void endsAtItsMarkerThoughTheConnectionStaysOpen() {
    var left =
        server.answerAndWatch(peer -> {
          peer.stream();
          peer.chunk(": PROCESSING\r\n\r\n" + text("Hi") + "data: [DONE]\n");
        });
    assertThat(Asking.of(model).reply().text()).isEqualTo("Hi");
    assertThat(WireServer.soon(left)).isTrue();
  }

  @Test
  void keepsTheTextThatComesWithAToolCall() {
    answer(
        OpenAiContractTest.delta(
                "{\"content\":\"Let me look.\",\"tool_calls\":[{\"index\":0,\"id\":\"c\","
                    + "\"function\":{\"name\":\"Weather\",\"arguments\":\"{}\"}}]}")
            + END);
    var reply = Asking.of(model).reply();
    assertThat(reply.text()).isEqualTo("Let me look.");
    assertThat(reply.calls()).containsExactly(new ToolCall("c", "Weather", JsonObject.EMPTY));
  }

  @Test
  void passesOnArgumentsThatAreNoObject() {
    answer(
        OpenAiContractTest.call("\"index\":0,\"id\":\"c\",", "{\"city\": Oslo")
            + OpenAiContractTest.call("\"index\":1,\"id\":\"d\",", "[1]")
            + END);
    assertThat(Asking.of(model).reply().calls())
        .extracting(call -> call.malformed().orElse(""))
        .containsExactly("{\"city\": Oslo", "[1]");
  }

  @Test
  void acceptsAnEmptyAnswerButNotNothing() {
    answer(
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\"},\"finish_reason\":\"stop\"}]}\n\n"
            + END);
    assertThat(Asking.of(model).reply().text()).isEmpty();
    answer(END);
    assertThat(fault()).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {\"choices\":[]} trailing\n\n",
        "data: [1]\n\n",
        "data: \"text\"\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":{\"a\":1}}}]}\n\n",
        "data: {\"choices\":[]}\ndata: {\"choices\":[]}\n\n",
        "data: {\"choices\":[{\"delta\":{\"tool_calls\":[}]}\n\n"
      })
  void refusesPiecesThatAreNone(String piece) {
    answer(text("Hel") + piece + text("lo") + END);
    assertThat(fault()).isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"error\":{\"code\":\"context_length_exceeded\"}} | ContextTooLarge",
        "{\"error\":{\"type\":\"exceed_context_size_error\"}} | ContextTooLarge",
        "{\"error\":{\"message\":\"Rate limit reached\",\"code\":429}} | RateLimited",
        "{\"error\":{\"code\":\"rate_limit_exceeded\"}} | RateLimited",
        "{\"error\":{\"code\":502,\"message\":\"Bad gateway\"}} | Overloaded",
        "{\"error\":\"boom\"} | Overloaded",
        "{\"error\":{\"type\":\"invalid_request_error\"}} | Refused",
      })
  void readsErrorsWithinAStream(String error, String fault) {
    answer(text("Hel") + "data: " + error + "\n\n");
    assertThat(fault().getClass().getSimpleName()).isEqualTo(fault);
    server.answer(peer -> peer.whole(200, error, "Content-Type: application/json"));
    assertThat(fault().getClass().getSimpleName()).isEqualTo(fault);
    server.answer(peer -> peer.whole(200, error));
    assertThat(fault().getClass().getSimpleName()).isEqualTo(fault);
    answer("event: error\ndata: " + error + "\n\n");
    assertThat(fault().getClass().getSimpleName()).isEqualTo(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens",
        "The decoder prompt (length 5000) is longer than the maximum model length of 4096.",
        "the request exceeds the available context size. try increasing it",
        "Trying to keep the first 5000 tokens when context the overflows.",
        "Your input exceeds the context window of this model."
      })
  void knowsWhatServersSayOfPromptsTooLarge(String message) {
    server.answer(peer ->
        peer.whole(400, Json.print(new JsonObject(java.util.Map.of()).with("message", message))));
    assertThat(fault()).isInstanceOf(ContextTooLarge.class);
    server.answer(peer -> peer.whole(400, "{\"error\":{\"message\":" + Json.print(message) + "}}"));
    assertThat(fault()).isInstanceOf(ContextTooLarge.class);
  }

  @Test
  void namesTheProvidersCodeButNotItsWords() {
    server.answer(peer ->
        peer.whole(
            400, "{\"error\":{\"message\":\"your prompt was: s3cret\",\"code\":\"bad_tool\"}}"));
    assertThat(fault())
        .isInstanceOf(Refused.class)
        .extracting(ModelFault::details)
        .isEqualTo("the provider refused the request (400) (bad_tool)");
  }

  @Test
  void waitsTheMillisecondsItIsTold() {
    server.answer(peer -> peer.whole(429, "", "retry-after-ms: 250", "Retry-After: 9"));
    assertThat(fault())
        .isEqualTo(
            new RateLimited("the provider limits requests", java.time.Duration.ofMillis(250)));
    server.answer(peer -> peer.whole(429, "", "Retry-After: soon"));
    assertThat(fault()).isEqualTo(new RateLimited("the provider limits requests", null));
  }

  @Test
  void takesWhatIsNoHttpForNoReply() {
    server.answer(peer -> {
      peer.send("SSH-2.0-OpenSSH_9.6\r\n\r\n");
      peer.close();
    });
    assertThat(fault()).isInstanceOfAny(Malformed.class, Cut.class);
    assertThat(fault(500)).isInstanceOf(Overloaded.class);
  }

  private ModelFault fault(int status) {
    server.answer(peer -> peer.whole(status, ""));
    return fault();
  }
}
