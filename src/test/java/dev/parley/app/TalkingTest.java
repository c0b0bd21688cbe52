package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §2.9, §2.10, §2.14–2.16 against a whole server. */
class TalkingTest {
  private static final String EMOJI = "Grüße 😀 é 👩‍👩‍👧‍👦 \"end\"\n\n";
  private static TestServer server;

  @BeforeAll
  static void startServer() {
    server = TestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static String traceId(String id) {
    return "\"sessionTraceId\":\"" + id + "\"";
  }

  private static String messageId(String id) {
    return "\"messageId\":\"" + id + "\"";
  }

  @Test
  void storesAnExchangeAndMovesTheSessionOn() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    var before = talk.session();
    assertThat(before.textAt("metadata.createdTime"))
        .isEqualTo(before.textAt("metadata.updatedTime"));
    var result = talk.say("What is up?");
    assertThat(result.textAt("agentMarkdownResponse")).isEqualTo("Hello, world.");
    assertThat(result.textAt("totalTokensUsed")).isEqualTo("30");
    assertThat(result.textAt("interruptedOutput")).isEqualTo("false");
    var after = talk.session();
    assertThat(after.textAt("metadata.title")).isEqualTo("What is up?");
    assertThat(after.textAt("metadata.messageCount")).isEqualTo("2");
    for (var time : List.of("metadata.updatedTime", "metadata.estimatedExpiresTime")) {
      assertThat(Instant.parse(after.textAt(time))).isAfter(Instant.parse(before.textAt(time)));
    }
    assertThat(talk.content().at("exchanges.0.result")).isEqualTo(Json.parse(result.text()));
    assertThat(talk.content().textAt("exchanges.0.userInput.text")).isEqualTo("What is up?");
  }

  @Test
  void streamsTheBytesOfTheAnswerAndNothingElse() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    var reply = talk.streamed("emoji", "");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(reply.response().body()).isEqualTo(EMOJI.getBytes(StandardCharsets.UTF_8));
    assertThat(talk.content().textAt("exchanges.0.result.agentMarkdownResponse")).isEqualTo(EMOJI);
  }

  @Test
  void streamsWhileTheModelSpeaksAndStoresBeforeTheEnd() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    try (var body = talk.stream("slowly", "").body()) {
      assertThat(body.readNBytes(4)).isEqualTo("one ".getBytes(StandardCharsets.UTF_8));
      assertThat(talk.content().text()).isEqualTo("{\"exchanges\":[]}");
      assertThat(body.readAllBytes()).hasSize("two three four five".length());
    }
    assertThat(talk.messages()).isEqualTo("2");
  }

  @Test
  void goesOnWhenTheClientOfAStreamLeaves() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    var body = talk.stream("slowly", "").body();
    assertThat(body.readNBytes(4)).hasSize(4);
    body.close();
    Await.until("the exchange", () -> talk.messages().equals("2"));
    assertThat(talk.content().textAt("exchanges.0.result.agentMarkdownResponse"))
        .isEqualTo("one two three four five");
  }

  @Test
  void goesOnWhenABlockingClientLeaves() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    var id = TestServer.uuid();
    try (var socket = RawHttp.connect(server.url())) {
      socket.send("POST", talk.path() + "/blockingContinue", TestServer.ask("slowly", traceId(id)));
      Await.until("the turn", () -> talk.trace(id).status() == 200);
    }
    Await.until("the exchange", () -> talk.messages().equals("2"));
  }

  @Test
  void showsItsStepsWhileItRuns() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    var id = TestServer.uuid();
    assertThat(talk.trace(id).error()).isEqualTo("404 SessionTraceNotFound");
    var answer = talk.sayMeanwhile("gate one", traceId(id));
    server.functions().awaitCall("one");
    assertThat(talk.trace(id).json())
        .isEqualTo(
            Json.parse(
                """
                {"id":"%s","status":"IN_PROGRESS","toolCallGroups":[{"toolCalls":[{
                  "toolMetadata":{"name":"Gate","type":"FUNCTION"},
                  "input":{"thought":"I knock.","inputs":{"gate":{"type":"string","value":"one"}}}}]}]}
                """
                    .formatted(id)));
    assertThat(talk.content().text()).isEqualTo("{\"exchanges\":[]}");
    assertThat(talk.say("me too").error()).isEqualTo("409 Default:Conflict");
    assertThat(talk.streamed("me too", "").error()).isEqualTo("409 Default:Conflict");
    assertThat(talk.client().put(talk.path() + "/ragContext", TestServer.ask("?")).status())
        .isEqualTo(200);
    assertThat(Talk.with(server, TestServer.SUPPORT).say("Hi").status()).isEqualTo(200);
    server.functions().open("one");
    assertThat(answer.join().textAt("agentMarkdownResponse")).isEqualTo("It opened.");
    var complete = talk.trace(id);
    assertThat(complete.textAt("status")).isEqualTo("COMPLETE");
    assertThat(complete.textAt("toolCallGroups.0.toolCalls.0.output.output.value"))
        .isEqualTo("{\"gate\":\"one\"}");
  }

  @Test
  void runsToolsAndCountsAllTokens() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    var result = talk.say("weather?");
    assertThat(result.textAt("agentMarkdownResponse")).isEqualTo("Sunny in **Oslo**.");
    assertThat(result.textAt("totalTokensUsed")).isEqualTo("36");
    var trace = talk.trace(result.textAt("sessionTraceId"));
    assertThat(trace.at("toolCallGroups.0.toolCalls.0"))
        .isEqualTo(
            Json.parse(
                """
                {"toolMetadata":{"name":"Weather","type":"FUNCTION"},
                 "input":{"thought":"Let me look.","inputs":{
                   "city":{"type":"string","value":"Oslo"},"days":{"type":"string","value":"3"}}},
                 "output":{"type":"success","output":{"type":"string","value":
                   "{\\"city\\":\\"Oslo\\",\\"days\\":3}"}}}
                """));
    assertThat(server.functions().calls("/echo").getLast().key()).isNotEmpty();
  }

  @Test
  void streamsNoThoughtBesideACall() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    assertThat(talk.streamed("weather?", "").text()).isEqualTo("Sunny in **Oslo**.");
  }

  @Test
  void groupsTheCallsOfOneMessage() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    var trace = talk.trace(talk.say("two cities").textAt("sessionTraceId"));
    assertThat(trace.textAt("toolCallGroups.0.toolCalls.1.input.inputs.city.value"))
        .isEqualTo("Rome");
    assertThat(trace.textAt("toolCallGroups.1.toolCalls.0.input.inputs.city.value"))
        .isEqualTo("Bonn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"break it", "wrong arguments"})
  void tellsTheModelWhatFailed(String text) throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    var result = talk.say(text);
    assertThat(result.status()).isEqualTo(200);
    var trace = talk.trace(result.textAt("sessionTraceId"));
    assertThat(trace.textAt("toolCallGroups.0.toolCalls.0.output.type")).isEqualTo("failure");
    assertThat(trace.textAt("toolCallGroups.0.toolCalls.0.output.correctionMessage"))
        .isNotBlank()
        .doesNotContain("Exception", "dev.parley");
    assertThat(trace.textAt("status")).isEqualTo("COMPLETE");
  }

  @Test
  void reportsChangedVariablesOnly() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    assertThat(talk.say("cheer up").at("parameterUpdates"))
        .isEqualTo(Json.parse("{\"mood\":{\"type\":\"string\",\"value\":\"merry\"}}"));
    assertThat(talk.say("same mood").at("parameterUpdates")).isEqualTo(JsonObject.EMPTY);
    var refused = talk.say("rename me");
    assertThat(refused.at("parameterUpdates")).isEqualTo(JsonObject.EMPTY);
    var trace = talk.trace(refused.textAt("sessionTraceId"));
    assertThat(trace.textAt("toolCallGroups.0.toolCalls.0.toolMetadata.type"))
        .isEqualTo("UPDATE_APPLICATION_VARIABLE");
    assertThat(trace.textAt("toolCallGroups.0.toolCalls.0.output.type")).isEqualTo("failure");
    var merry = "\"parameterInputs\":{\"mood\":{\"type\":\"string\",\"value\":\"merry\"}}";
    assertThat(talk.say("cheer up", merry).at("parameterUpdates")).isEqualTo(JsonObject.EMPTY);
  }

  @Test
  void asksBackAndGoesOn() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    var question = talk.say("order it");
    assertThat(question.textAt("agentMarkdownResponse")).isEqualTo("Which one?");
    var trace = talk.trace(question.textAt("sessionTraceId"));
    assertThat(trace.textAt("toolCallGroups.0.toolCalls.0.toolMetadata.type"))
        .isEqualTo("REQUEST_CLARIFICATION");
    assertThat(talk.say("The red one.").status()).isEqualTo(200);
    assertThat(talk.messages()).isEqualTo("4");
  }

  @Test
  void streamsAQuestionAsTheAnswer() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    assertThat(talk.streamed("order it", "").text()).isEqualTo("Which one?");
  }

  @Test
  void usesTheContextsItIsGiven() throws Exception {
    var talk = Talk.with(server, TestServer.WIRE);
    var given =
        """
        "contextsOverride":[
          {"type":"functionRetrievedContext","functionRid":"ri.function-registry.main.function.8cb2d957-f0e6-4e0c-81de-e701bd54b18c",
           "functionVersion":"1.2.3","retrievedPrompt":"Order 7 is late."},
          {"type":"objectContext","objectRids":["ri.phonograph2-objects.main.object.48668bf6-8878-48d2-b8f8-f0017593feb5"],
           "propertyTypeRids":[]}]
        """;
    var result = talk.say("Where is it?", given);
    var contexts = talk.content().at("exchanges.0.contexts");
    assertThat(contexts)
        .isEqualTo(
            Json.parse(
                """
                {"functionRetrievedContexts":[{"functionRid":"ri.function-registry.main.function.8cb2d957-f0e6-4e0c-81de-e701bd54b18c",
                   "functionVersion":"1.2.3","retrievedPrompt":"Order 7 is late."}],
                 "objectContexts":[{"objectRids":["ri.phonograph2-objects.main.object.48668bf6-8878-48d2-b8f8-f0017593feb5"],
                   "propertyTypeRids":[]}]}
                """));
    assertThat(talk.trace(result.textAt("sessionTraceId")).at("contexts")).isEqualTo(contexts);
    assertThat(server.models().asked().getLast().toString()).contains("Order 7 is late.");
  }

  @Test
  void tellsNoContextFromAnEmptyOne() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    talk.say("none");
    talk.say("empty", "\"contextsOverride\":[]");
    assertThat(talk.content().at("exchanges.0").toString()).doesNotContain("contexts");
    assertThat(talk.content().at("exchanges.1.contexts"))
        .isEqualTo(Json.parse("{\"objectContexts\":[],\"functionRetrievedContexts\":[]}"));
  }

  @Test
  void fillsVariablesIntoTheInstructionsOnce() throws Exception {
    var talk = Talk.with(server, TestServer.WIRE);
    assertThat(talk.say("{{who}} am I?").textAt("agentMarkdownResponse"))
        .isEqualTo("You said: {{who}} am I?");
    var asked = server.models().asked().getLast().toString();
    assertThat(asked).contains("You are nobody {{who}}.").contains("{{who}} am I?");
    talk.say("And now?", "\"parameterInputs\":{\"who\":{\"type\":\"string\",\"value\":\"Ann\"}}");
    assertThat(server.models().asked().getLast().toString()).contains("You are Ann.");
    talk.say("And then?");
    assertThat(server.models().asked().getLast().toString())
        .contains("You are nobody {{who}}.", "You said: {{who}} am I?", "And now?");
  }

  @Test
  void keepsOnlyWhatCanBeStoredOfAnAnswer() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    var result = talk.say("nul");
    assertThat(result.status()).isEqualTo(200);
    assertThat(result.textAt("agentMarkdownResponse")).startsWith("a").endsWith("d");
    assertThat(talk.streamed("nul", "").text())
        .isEqualTo(talk.content().textAt("exchanges.1.result.agentMarkdownResponse"));
  }

  @Test
  void takesACallerChosenTraceIdOnce() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    var id = TestServer.uuid();
    assertThat(talk.say("malformed", traceId(id)).error()).isEqualTo("500 SessionExecutionFailed");
    assertThat(talk.trace(id).textAt("status")).isEqualTo("COMPLETE");
    assertThat(talk.say("Hi", traceId(id)).error()).isEqualTo("400 SessionTraceIdAlreadyExists");
    assertThat(talk.streamed("Hi", traceId(id)).error())
        .isEqualTo("400 SessionTraceIdAlreadyExists");
    assertThat(Talk.with(server, TestServer.SUPPORT).say("Hi", traceId(id)).status())
        .isEqualTo(200);
  }

  @Test
  void namesAnExchangeAgainOnceItIsOver() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    var id = TestServer.uuid();
    assertThat(talk.streamed("one", messageId(id)).status()).isEqualTo(200);
    assertThat(talk.streamed("two", messageId(id)).status()).isEqualTo(200);
  }
}
