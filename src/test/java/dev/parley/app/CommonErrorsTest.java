package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipHttp;
import dev.parley.door.aip.AipHttp.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The rows of contract §4.4.
 *
 * <p>Some are not here. The body that is too large and the wrong framing need raw sockets: {@code
 * BodiesTest}. Default:PermissionDenied and the 500 cannot be provoked from outside: {@code
 * RefusalTest} and {@code SessionsAndAgentsTest} make them; 503 is what a draining server says:
 * {@code DrainTest}.
 */
class CommonErrorsTest {
  private static final String AGENT = "/agents/" + TestServer.PLAIN;
  private static TestServer server;
  private static AipHttp client;

  @BeforeAll
  static void startServer() {
    server = TestServer.start();
    client = server.client();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static Map<String, Callable<Reply>> rows() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    var ask = talk.path() + "/blockingContinue";
    var rows = new LinkedHashMap<String, Callable<Reply>>();
    rows.put("400 ApiFeaturePreviewUsageOnly", () -> client.get(AGENT + "?preview=false"));
    rows.put("401 MissingCredentials", () -> client.withToken(null).get(AGENT));
    rows.put("401 Default:Unauthorized", () -> client.withToken("nobody").get(AGENT));
    rows.put("403 ApiUsageDenied", () -> server.oauthClient("api:aip-agents-write").get(AGENT));
    rows.put(
        "415 Conjure:UnsupportedMediaType",
        () -> client.withContentType("text/plain").post(ask, TestServer.ask("Hi")));
    rows.put(
        "400 Default:InvalidArgument without a content type",
        () -> client.withContentType(null).post(ask, TestServer.ask("Hi")));
    rows.put("400 MissingPostBody", () -> client.post(ask, ""));
    rows.put("400 Default:InvalidArgument for what is no JSON", () -> client.post(ask, "{"));
    rows.put("400 Default:InvalidArgument for null", () -> client.post(ask, "null"));
    rows.put(
        "400 Default:InvalidArgument for trailing bytes",
        () -> client.post(ask, TestServer.ask("Hi") + "x"));
    rows.put("422 Conjure:UnprocessableEntity without a field", () -> client.post(ask, "{}"));
    rows.put(
        "422 Conjure:UnprocessableEntity for another type",
        () -> client.post(ask, "{\"userInput\":{\"text\":1}}"));
    rows.put(
        "422 Conjure:UnprocessableEntity for an unknown field",
        () ->
            client.post(ask, TestServer.ask("Hi", "\"messageId\":\"" + TestServer.uuid() + "\"")));
    rows.put(
        "422 Conjure:UnprocessableEntity for a lenient UUID",
        () -> client.post(ask, TestServer.ask("Hi", "\"sessionTraceId\":\"1-1-1-1-1\"")));
    rows.put(
        "422 Conjure:UnprocessableEntity for an unknown union member",
        () ->
            client.post(
                ask, TestServer.ask("Hi", "\"parameterInputs\":{\"mood\":{\"type\":\"number\"}}")));
    rows.put("400 Default:InvalidArgument for a path", () -> client.get("/agents/agent-1"));
    rows.put("400 Default:InvalidArgument for a query", () -> client.get(AGENT + "?preview=TRUE"));
    rows.put("400 InvalidPageSize", () -> client.get(AGENT + "/sessions?pageSize=0"));
    rows.put("400 InvalidPageToken", () -> client.get(AGENT + "/sessions?pageToken=v1.x"));
    rows.put("409 Default:Conflict", () -> conflict(talk));
    rows.put("404", () -> client.get(AGENT + "/nothing"));
    rows.put("405", () -> client.send("PATCH", AGENT, "{}"));
    rows.put("414", () -> client.get(AGENT + "?x=" + "y".repeat(100_000)));
    rows.put("401 Default:Unauthorized for a revoked token", CommonErrorsTest::afterRevoking);
    rows.put("401 Default:Unauthorized for no token", () -> client.withToken("").get(AGENT));
    rows.put("401 Default:Unauthorized for two", () -> client.withToken("a b").get(AGENT));
    return rows;
  }

  private static Reply afterRevoking() throws Exception {
    var token = Objects.requireNonNull(server.oauthClient().token());
    assertThat(client.withToken(token).get(AGENT).status()).isEqualTo(200);
    server.revoke(token);
    return client.withToken(token).get(AGENT);
  }

  private static Reply conflict(Talk talk) throws Exception {
    var running = talk.sayMeanwhile("gate one", "");
    server.functions().awaitCall("one");
    var refused = talk.say("Hi");
    server.functions().open("one");
    assertThat(running.join().status()).isEqualTo(200);
    return refused;
  }

  @TestFactory
  Stream<DynamicTest> answersAsTheContractSays() throws Exception {
    return rows().entrySet().stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.getKey(), () -> check(row.getKey(), row.getValue().call())));
  }

  private static void check(String expected, Reply reply) {
    var words = expected.split(" ");
    assertThat(reply.status()).as(reply.text()).isEqualTo(Integer.parseInt(words[0]));
    if (words.length == 1) {
      assertThat(reply.text()).isEmpty();
    } else {
      assertThat(reply.textAt("errorName")).isEqualTo(words[1]);
      assertThat(reply.header("Content-Type")).isEqualTo("application/json");
      assertThat(reply.text()).doesNotContain("Exception", "dev.parley", "java.");
    }
  }

  @Test
  void limitsRequestsOfAPersonWithoutABodyAndNotThoseOfAService() throws Exception {
    try (var narrow = TestServer.start(Map.of("PARLEY_AIP_RATE", "3"))) {
      var person = narrow.client();
      for (int i = 0; i < 3; i++) {
        assertThat(person.get(AGENT).status()).isEqualTo(200);
      }
      assertThat(person.get(AGENT).error()).isEqualTo("429");
      var service = narrow.oauthClient();
      for (int i = 0; i < 9; i++) {
        assertThat(service.get(AGENT).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void namesTheMethodsThereAreWithAWrongOne() throws Exception {
    assertThat(client.send("PATCH", AGENT, "{}").header("Allow")).contains("GET");
    assertThat(client.get(AGENT + "/sessions/x/cancel").header("Allow")).contains("POST");
  }

  @Test
  void refusesHeadersThatAreTooLarge() throws Exception {
    try (var socket = RawHttp.connect(server.url())) {
      socket.head("GET", AGENT, "X-Long: " + "y".repeat(100_000));
      assertThat(socket.answer()).startsWith("HTTP/1.1 431");
    }
  }

  @Test
  void ignoresAnAttributionThatNobodyCanRead() throws Exception {
    try (var socket = RawHttp.connect(server.url())) {
      socket.head("GET", AGENT, "attribution: [no, rid");
      assertThat(socket.answer()).startsWith("HTTP/1.1 200");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*/*", "text/event-stream", "application/octet-stream", "image/png", "no type;;"})
  void doesNotMindWhatIsAccepted(String accepted) throws Exception {
    try (var socket = RawHttp.connect(server.url())) {
      socket.head("GET", AGENT, "Accept: " + accepted);
      assertThat(socket.answer()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void answersOptionsWithoutCredentials() throws Exception {
    assertThat(client.withToken(null).send("OPTIONS", AGENT, null).status()).isIn(200, 204);
  }
}
