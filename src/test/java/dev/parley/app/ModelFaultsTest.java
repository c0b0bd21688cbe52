package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.door.aip.AipHttp.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Faults of the model and limits of the agent, blocking and streaming (decisions §3). */
class ModelFaultsTest {
  private static final Map<String, String> SCRIPTED =
      Map.of(
          "rate limit", "400 RateLimitExceeded",
          "late retry", "400 RetryDeadlineExceeded",
          "overloaded", "400 RetryAttemptsExceeded",
          "internal", "400 RetryAttemptsExceeded",
          "context size", "400 ContextSizeExceededLimit",
          "malformed", "500 SessionExecutionFailed",
          "for ever", "400 AgentIterationsExceededLimit");

  private static final Map<String, String> ON_THE_WIRE =
      Map.of(
          "status 400", "500 SessionExecutionFailed",
          "status 401", "500 SessionExecutionFailed",
          "status 404", "500 SessionExecutionFailed",
          "status 429", "400 RateLimitExceeded",
          "status 429 after 600", "400 RetryDeadlineExceeded",
          "status 500", "400 RetryAttemptsExceeded",
          "status 503", "400 RetryAttemptsExceeded");

  private static TestServer server;

  @BeforeAll
  static void startServer() {
    server = TestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /** One that is asked, what it answered, and the trace of it. */
  private record Asked(Talk talk, String trace, CompletableFuture<Reply> reply) {}

  /** Asks all at once, since retries pause, each twice: blocking and streaming. */
  private static Map<String, List<Asked>> askAll(String agent, Iterable<String> texts)
      throws Exception {
    var asked = new LinkedHashMap<String, List<Asked>>();
    for (var text : texts) {
      var blocking = Talk.with(server, agent);
      var streaming = Talk.with(server, agent);
      var trace = TestServer.uuid();
      var more = "\"sessionTraceId\":\"" + trace + "\"";
      asked.put(
          text,
          List.of(
              new Asked(blocking, trace, blocking.sayMeanwhile(text, more)),
              new Asked(streaming, trace, streaming.streamMeanwhile(text, more))));
    }
    return asked;
  }

  private static void check(String agent, Map<String, String> expected) throws Exception {
    var all = askAll(agent, expected.keySet());
    for (var asked : all.entrySet()) {
      for (var one : asked.getValue()) {
        var reply = one.reply().join();
        assertThat(reply.error()).as(asked.getKey()).isEqualTo(expected.get(asked.getKey()));
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        assertThat(reply.text()).doesNotContain("Exception", "dev.parley", "java.");
        assertThat(one.talk().messages()).isEqualTo("0");
        assertThat(one.talk().content().text()).isEqualTo("{\"exchanges\":[]}");
        assertThat(one.talk().session().textAt("metadata.title")).isEqualTo("New session");
        assertThat(one.talk().trace(one.trace()).textAt("status")).isEqualTo("COMPLETE");
        assertThat(one.talk().say("Hello").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void namesTheFaultsOfAScriptedModel() throws Exception {
    check(TestServer.SUPPORT, SCRIPTED);
  }

  @Test
  void namesTheFaultsOfAModelOnTheWire() throws Exception {
    check(TestServer.WIRE, ON_THE_WIRE);
  }

  @Test
  void showsWhatWasDoneBeforeTheLimit() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    assertThat(talk.say("two rounds").textAt("agentMarkdownResponse")).isEqualTo("Two rounds.");
    var trace = TestServer.uuid();
    talk.say("for ever", "\"sessionTraceId\":\"" + trace + "\"");
    assertThat(talk.trace(trace).textAt("toolCallGroups.1.toolCalls.0.output.type"))
        .isEqualTo("success");
  }

  @Test
  void asksAgainAfterAPassingFault() throws Exception {
    var talk = Talk.with(server, TestServer.WIRE);
    assertThat(talk.say("recover " + TestServer.uuid()).status()).isEqualTo(200);
    assertThat(talk.messages()).isEqualTo("2");
  }

  @Test
  void asksNoMoreThanItMay() throws Exception {
    var talk = Talk.with(server, TestServer.WIRE);
    var text = "status 400 " + TestServer.uuid();
    talk.say(text);
    assertThat(timesAsked(text)).isOne();
    var retried = "status 503 " + TestServer.uuid();
    talk.say(retried);
    assertThat(timesAsked(retried)).isBetween(2L, 10L);
  }

  private static long timesAsked(String text) {
    return server.models().asked().stream().filter(a -> a.toString().contains(text)).count();
  }

  @Test
  void breaksAStreamThatHasSentText() throws Exception {
    var talk = Talk.with(server, TestServer.WIRE);
    for (var text : List.of("cut", "garbage")) {
      var blocking = talk.say(text);
      assertThat(blocking.error()).isIn("400 RetryAttemptsExceeded", "500 SessionExecutionFailed");
    }
    // Only what somebody has read cannot be taken back.
    try (var body = talk.stream("cut once read", "").body()) {
      assertThat(body.readNBytes(8)).asString(StandardCharsets.UTF_8).isEqualTo("Half an ");
      server.models().cutOff();
      assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    }
    assertThat(talk.messages()).isEqualTo("0");
  }

  @Test
  void keepsTheDeadlineOfTheAgent() throws Exception {
    var talk = Talk.with(server, TestServer.HURRIED);
    assertThat(talk.say("hang").error())
        .isIn("400 RetryDeadlineExceeded", "500 SessionExecutionFailed");
    assertThat(talk.streamed("hang", "").error())
        .isIn("400 RetryDeadlineExceeded", "500 SessionExecutionFailed");
    assertThat(talk.say("status 503").error()).isEqualTo("400 RetryDeadlineExceeded");
  }

  @Test
  void asksNoModelForAPromptThatIsTooLarge() throws Exception {
    var talk = Talk.with(server, TestServer.HURRIED);
    var text = "word " + TestServer.uuid() + " word".repeat(300);
    assertThat(talk.say(text).error()).isEqualTo("400 ContextSizeExceededLimit");
    assertThat(timesAsked(text)).isZero();
  }
}
