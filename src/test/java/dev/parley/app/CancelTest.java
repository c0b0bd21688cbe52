package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipHttp.Reply;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §2.11, and what else stops a turn. */
class CancelTest {
  private static final String NOT_IN_PROGRESS = "400 CancelSessionFailedMessageNotInProgress";
  private static TestServer server;

  @BeforeAll
  static void startServer() {
    server = TestServer.start(Map.of("PARLEY_AIP_CONCURRENT", "30"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /** A stream that has said something and will not end by itself. */
  private record Stalled(Talk talk, String message, String trace, InputStream body) {
    static Stalled open() throws Exception {
      var talk = Talk.with(server, TestServer.PLAIN);
      var message = TestServer.uuid();
      var trace = TestServer.uuid();
      var more = "\"messageId\":\"" + message + "\",\"sessionTraceId\":\"" + trace + "\"";
      var body = talk.stream("stall", more).body();
      assertThat(body.readNBytes(8)).isEqualTo("Partial ".getBytes(StandardCharsets.UTF_8));
      return new Stalled(talk, message, trace, body);
    }
  }

  @Test
  void dropsTheExchangeWithoutAResponse() throws Exception {
    var stalled = Stalled.open();
    var talk = stalled.talk();
    var before = talk.session().json();
    assertThat(talk.cancel(stalled.message()).text()).isEqualTo("{}");
    assertThat(talk.session().json()).isEqualTo(before);
    assertThat(talk.content().text()).isEqualTo("{\"exchanges\":[]}");
    assertThat(new String(stalled.body().readAllBytes(), StandardCharsets.UTF_8)).isIn("", "text");
    assertThat(talk.trace(stalled.trace()).textAt("status")).isEqualTo("COMPLETE");
    assertThat(talk.cancel(stalled.message()).error()).isEqualTo(NOT_IN_PROGRESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Never mind."})
  void keepsTheGivenResponse(String response) throws Exception {
    var stalled = Stalled.open();
    var talk = stalled.talk();
    var reply = talk.cancel(stalled.message(), response);
    assertThat(reply.at("result"))
        .isEqualTo(
            Json.parse(
                """
                {"agentMarkdownResponse":"%s","parameterUpdates":{},"interruptedOutput":true,
                 "sessionTraceId":"%s"}
                """
                    .formatted(response, stalled.trace())));
    assertThat(talk.content().at("exchanges.0.result")).isEqualTo(reply.at("result"));
    assertThat(talk.messages()).isEqualTo("2");
    stalled.body().readAllBytes();
  }

  @Test
  void acceptsTheNextMessageAtOnce() throws Exception {
    var stalled = Stalled.open();
    stalled.talk().cancel(stalled.message());
    assertThat(stalled.talk().say("Hi").status()).isEqualTo(200);
    stalled.body().readAllBytes();
    var again = "\"messageId\":\"" + stalled.message() + "\"";
    assertThat(stalled.talk().streamed("Hi", again).status()).isEqualTo(200);
    assertThat(stalled.talk().messages()).isEqualTo("4");
  }

  @Test
  void cancelsBeforeTheFirstByte() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    var message = TestServer.uuid();
    var trace = TestServer.uuid();
    var more = "\"messageId\":\"" + message + "\",\"sessionTraceId\":\"" + trace + "\"";
    var stream = talk.streamMeanwhile("silent", more);
    Await.until("the turn", () -> talk.trace(trace).status() == 200);
    assertThat(talk.cancel(message).text()).isEqualTo("{}");
    assertThat(stream.join().status()).isEqualTo(200);
    assertThat(stream.join().text()).isEmpty();
  }

  @Test
  void refusesWhatIsNotInProgress() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    var message = TestServer.uuid();
    assertThat(talk.cancel(message).error()).isEqualTo(NOT_IN_PROGRESS);
    var finished = talk.streamed("Hi", "\"messageId\":\"" + message + "\"");
    assertThat(finished.status()).isEqualTo(200);
    assertThat(talk.cancel(message, "late").error()).isEqualTo(NOT_IN_PROGRESS);
    var blocking = talk.sayMeanwhile("gate five", "");
    server.functions().awaitCall("five");
    assertThat(talk.cancel(message).error()).isEqualTo(NOT_IN_PROGRESS);
    server.functions().open("five");
    assertThat(blocking.join().status()).isEqualTo(200);
    assertThat(talk.messages()).isEqualTo("4");
  }

  @Test
  void doesNotFindTheMessageInAnotherSession() throws Exception {
    var stalled = Stalled.open();
    var other = Talk.with(server, TestServer.PLAIN);
    assertThat(other.cancel(stalled.message()).error()).isEqualTo(NOT_IN_PROGRESS);
    stalled.talk().cancel(stalled.message());
    stalled.body().readAllBytes();
  }

  @Test
  void tellsWhatBecameOfACallThatMustNotBeRepeated() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    var message = TestServer.uuid();
    var trace = TestServer.uuid();
    var more = "\"messageId\":\"" + message + "\",\"sessionTraceId\":\"" + trace + "\"";
    var stream = talk.streamMeanwhile("gate three", more);
    server.functions().awaitCall("three");
    talk.cancel(message);
    assertThat(stream.join().text()).isEmpty();
    var output = "toolCallGroups.0.toolCalls.0.output";
    assertThat(talk.trace(trace).textAt(output + ".correctionMessage")).contains("unknown");
    server.functions().open("three");
    Await.until(
        "what the call did", () -> talk.trace(trace).textAt(output + ".type").equals("success"));
  }

  @Test
  void discardsTheTurnOfADeletedSession() throws Exception {
    var stalled = Stalled.open();
    var talk = stalled.talk();
    assertThat(talk.client().delete(talk.path()).status()).isEqualTo(204);
    stalled.body().readAllBytes();
    for (var reply :
        new Reply[] {
          talk.session(),
          talk.content(),
          talk.trace(stalled.trace()),
          talk.cancel(stalled.message()),
          talk.say("Hi"),
          talk.client().delete(talk.path())
        }) {
      assertThat(reply.error()).isEqualTo("404 SessionNotFound");
    }
  }

  @Test
  void tellsABlockingCallerThatItsSessionIsGone() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    var blocking = talk.sayMeanwhile("gate four", "");
    server.functions().awaitCall("four");
    assertThat(talk.client().delete(talk.path()).status()).isEqualTo(204);
    assertThat(blocking.join().error()).isEqualTo("404 SessionNotFound");
    server.functions().open("four");
  }

  @Test
  void cancelsForACallerThatHasUsedUpItsPlaces() throws Exception {
    try (var narrow = TestServer.start(Map.of("PARLEY_AIP_CONCURRENT", "1"))) {
      var talk = Talk.with(narrow, TestServer.PLAIN);
      var message = TestServer.uuid();
      var body = talk.stream("stall", "\"messageId\":\"" + message + "\"").body();
      assertThat(talk.session().status()).isEqualTo(429);
      assertThat(talk.cancel(message).json()).isEqualTo(JsonObject.EMPTY);
      body.readAllBytes();
      Await.until("its place", () -> talk.session().status() == 200);
    }
  }
}
