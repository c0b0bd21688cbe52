package dev.parley.door.aip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.UserId;
import dev.parley.identity.Caller;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests with many faults at once: the first failing step of contract §1.12 answers. */
class CheckOrderTest {
  private static final String AGENT = "/agents/" + FakeHouse.AGENT;
  private static final String NO_AGENT = "/agents/ri.aip-agents..agent.none";
  private static final String NO_SESSION = "/sessions/ri.aip-agents..session.none";
  private static final String GOOD = "{\"userInput\":{\"text\":\"Hi\"}}";
  private static final String BAD_VARIABLE =
      "{\"userInput\":{\"text\":\"Hi\"},\"parameterInputs\":{\"x\":{\"type\":\"string\",\"value\":\"\"}}}";
  private static final String JSON = "application/json";

  private static TestDoor door;
  private static String session;

  @BeforeAll
  static void openDoor() {
    door = TestDoor.open(new CallerLimits(10_000, 30, 800));
    add("read", Set.of("api:aip-agents-read"));
    add("write", Set.of("api:aip-agents-write"));
    session = "/sessions/" + SessionRid.of(door.house().openSession("full").key().id());
  }

  @AfterAll
  static void closeDoor() {
    door.close();
  }

  private static void add(String token, Set<String> scopes) {
    door.house()
        .callers
        .put(
            token,
            new Caller(
                UserId.random(), FakeHouse.client(token), Caller.Kind.PERSON, false, scopes));
  }

  record Attempt(
      String method,
      String path,
      @Nullable String token,
      @Nullable String type,
      @Nullable String body) {}

  private static Arguments row(String said, Attempt attempt) {
    return Arguments.of(said, attempt);
  }

  private static Attempt post(
      String path, @Nullable String token, @Nullable String type, @Nullable String body) {
    return new Attempt("POST", path, token, type, body);
  }

  static Stream<Arguments> faults() {
    var everyFault = "/agents/bad/sessions/bad/blockingContinue?preview=x";
    var noPreview = "/agents/bad/sessions/bad/blockingContinue?preview=false";
    var badPath = "/agents/bad/sessions/bad/blockingContinue";
    var nowhere = NO_AGENT + NO_SESSION + "/blockingContinue";
    var noSession = AGENT + NO_SESSION + "/blockingContinue";
    return Stream.of(
        row("404", post("/nothing/here?preview=x", null, null, "{")),
        row("405", new Attempt("DELETE", everyFault, null, null, null)),
        row("401 MissingCredentials", post(everyFault, null, "text/plain", "{")),
        row("401 Default:Unauthorized", post(everyFault, "expired", "text/plain", "{")),
        row("403 ApiUsageDenied", post(everyFault, "read", "text/plain", "{")),
        row("400 Default:InvalidArgument", post(everyFault, "write", "text/plain", "{")),
        row("400 ApiFeaturePreviewUsageOnly", post(noPreview, "write", "text/plain", "{")),
        row("400 Default:InvalidArgument", post(badPath, "write", "text/plain", "{")),
        row("415 Conjure:UnsupportedMediaType", post(nowhere, "write", "text/plain", null)),
        row("400 MissingPostBody", post(nowhere, "write", null, null)),
        row("400 Default:InvalidArgument", post(nowhere, "write", null, "{")),
        row("400 Default:InvalidArgument", post(nowhere, "write", JSON, "{")),
        row("400 Default:InvalidArgument", post(nowhere, "write", JSON, "null")),
        row("422 Conjure:UnprocessableEntity", post(nowhere, "write", JSON, "{}")),
        row("404 AgentNotFound", post(nowhere, "write", JSON, BAD_VARIABLE)),
        row("404 SessionNotFound", post(noSession, "write", JSON, BAD_VARIABLE)),
        row(
            "400 InvalidParameter",
            post(AGENT + session + "/blockingContinue", "full", JSON, BAD_VARIABLE)),
        row("200", post(AGENT + session + "/blockingContinue", "full", JSON, GOOD)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void saysTheFirstFault(String said, Attempt attempt) throws Exception {
    var client = door.client().withToken(attempt.token()).withContentType(attempt.type());
    var reply = client.send(attempt.method(), attempt.path(), attempt.body());
    assertThat(reply.status() == 200 ? "200" : reply.error()).isEqualTo(said);
  }

  static Stream<Arguments> operations() {
    var inSession = AGENT + session;
    var trace = "/sessionTraces/12345678-1234-5678-1234-123456789abc";
    return Stream.of(
        Arguments.of("GET", AGENT, "read"),
        Arguments.of("GET", "/agents/allSessions", "write"),
        Arguments.of("GET", AGENT + "/agentVersions", "read"),
        Arguments.of("GET", AGENT + "/agentVersions/1.0", "read"),
        Arguments.of("POST", AGENT + "/sessions", "write"),
        Arguments.of("DELETE", inSession, "write"),
        Arguments.of("GET", AGENT + "/sessions", "read"),
        Arguments.of("GET", inSession, "read"),
        Arguments.of("POST", inSession + "/blockingContinue", "write"),
        Arguments.of("POST", inSession + "/streamingContinue", "write"),
        Arguments.of("POST", inSession + "/cancel", "write"),
        Arguments.of("PUT", inSession + "/ragContext", "write"),
        Arguments.of("PUT", inSession + "/updateTitle", "write"),
        Arguments.of("GET", inSession + "/content", "read"),
        Arguments.of("GET", inSession + trace, "read"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void asksEachOperationForItsScopeThenForPreview(String method, String path, String scope)
      throws Exception {
    var other = scope.equals("read") ? "write" : "read";
    var denied =
        path.endsWith("allSessions")
            ? "403 GetAllSessionsAgentsPermissionDenied"
            : "403 ApiUsageDenied";
    assertThat(door.client().withToken(other).send(method, path, null).error()).isEqualTo(denied);
    assertThat(door.client().withToken(scope).send(method, path + "?preview=false", null).error())
        .isEqualTo("400 ApiFeaturePreviewUsageOnly");
    assertThat(door.client().withToken(null).send(method, path, null).error())
        .isEqualTo("401 MissingCredentials");
  }

  @Test
  void takesPreviewOnlyFromTheWordTrue() throws Exception {
    for (var bad : new String[] {"TRUE", "", "1", "true&preview=true"}) {
      assertThat(door.client().get(AGENT + "?preview=" + bad).error())
          .as(bad)
          .isEqualTo("400 Default:InvalidArgument");
    }
  }

  @Test
  void limitsRatesBeforeScopesAndNeverACancel() throws Exception {
    try (var narrow = TestDoor.open(new CallerLimits(1, 30, 800))) {
      var client = narrow.client();
      assertThat(client.get(AGENT).status()).isEqualTo(200);
      var limited = client.get("/agents/bad?preview=x");
      assertThat(limited.error()).isEqualTo("429");
      assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 60);
      assertThat(client.post(AGENT + NO_SESSION + "/cancel", "{}").error())
          .isEqualTo("422 Conjure:UnprocessableEntity");
    }
  }

  @Test
  void tellsTheMethodsOfAPath() throws Exception {
    var reply = door.client().withToken(null).send("PATCH", AGENT, null);
    assertThat(reply.error()).isEqualTo("405");
    assertThat(reply.header("Allow")).contains("GET");
  }
}
