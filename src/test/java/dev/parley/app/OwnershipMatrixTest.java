package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipDoor;
import dev.parley.door.aip.AipHttp;
import dev.parley.door.allyson.AllysonDoor;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.http.Described;
import dev.parley.http.Described.Operation;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.postgres.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation that the doors describe, asked for with every kind of credential that must not
 * do. A new operation is in here as soon as it is described; where it takes a body, one must be
 * given below.
 */
class OwnershipMatrixTest {
  private static final String WHERE_NOTHING_IS = "00000000-0000-4000-8000-000000000001";

  /** What an owner could send; {@code @SESSION@} and such stand for what is theirs. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("startSession", "{\"task\":\"Look\"}"),
          Map.entry("sendMessage", "{\"message\":\"x\"}"),
          Map.entry(
              "answerQuestion",
              "{\"humanInputResponse\":[{\"title\":\"a\",\"value\":\"b\"}],\"messageIndex\":0}"),
          Map.entry("rateSession", "{\"responseQuality\":\"bad\"}"),
          Map.entry("deleteSession", "{\"sessionId\":\"@SESSION@\"}"),
          Map.entry("readFile", "{\"sessionId\":\"@SESSION@\",\"filename\":\"own.txt\"}"),
          Map.entry(
              "deleteDocuments",
              "{\"filesToDelete\":[{\"sessionId\":\"@SESSION@\",\"fileId\":\"@FILE@\"}]}"),
          Map.entry("saveCookies", "{\"url\":\"https://own.example\",\"cookies\":[]}"),
          Map.entry("checkCookies", "{\"url\":\"https://own.example\"}"),
          Map.entry("updateCookies", "{\"url\":\"https://own.example\",\"cookies\":[]}"),
          Map.entry("deleteCookies", "{\"url\":\"https://own.example\"}"),
          Map.entry("renameApiKey", "{\"name\":\"taken\"}"),
          Map.entry("updateNotifications", "{\"mobile\":true}"),
          Map.entry("saveWebNotification", "{\"web\":true}"),
          Map.entry("saveGlobalSettings", "{\"globalDetails\":\"x\"}"),
          Map.entry("createChatCompletion", "{\"model\":\"m\"}"),
          Map.entry("createSession", "{}"),
          Map.entry("blockingContinueSession", "{\"userInput\":{\"text\":\"x\"}}"),
          Map.entry("streamingContinueSession", "{\"userInput\":{\"text\":\"x\"}}"),
          Map.entry("cancelSession", "{\"messageId\":\"" + WHERE_NOTHING_IS + "\"}"),
          Map.entry("getRagContextForSession", "{\"userInput\":{\"text\":\"x\"}}"),
          Map.entry("updateSessionTitle", "{\"title\":\"taken\"}"));

  /** What belongs to whoever asks, or to nobody: it cannot be another user's. */
  private static final Set<String> EVERYBODYS =
      Set.of("getAgent", "listAgentVersions", "getAgentVersion", "createSession", "listSessions");

  private static TestServer server;
  private static Database database;
  private static Person another;
  private static Map<String, String> owned;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.start(
            Map.of("PARLEY_CHAT_PROXY", "on", "PARLEY_BROWSER_ALLOW", "nowhere.invalid"));
    database = Database.open(server.database(), 2);
    another = Person.made("another", server, database);
    owned = new LinkedHashMap<>();
    var allyson = allyson().withToken(TestServer.TOKEN);
    var order =
        "{\"task\":\"A private task\",\"files\":[{\"filename\":\"own.txt\",\"content\":\"c2VzYW1l\"}]}";
    owned.put("@SESSION@", allyson.post("/v1/sessions/new", order).json().text("sessionId").get());
    owned.put(
        "@FILE@",
        ModelServer.objects(allyson.get("/v1/documents").json(), "files")
            .getFirst()
            .text("id")
            .orElseThrow());
    var key = allyson.post("/v1/api-keys/create", "{\"name\":\"private key\"}").object("data");
    owned.put("@KEY@", key.text("id").orElseThrow());
    owned.put("@TALK@", server.session(TestServer.PLAIN).replaceFirst(".*/", ""));
    owned.put("@TRACE@", traceOf(owned.get("@TALK@")));
  }

  private static String traceOf(String talk) throws Exception {
    var path = "/agents/" + TestServer.PLAIN + "/sessions/" + talk;
    var said = server.client().post(path + "/blockingContinue", TestServer.ask("private words"));
    return said.textAt("sessionTraceId");
  }

  @AfterAll
  static void stop() {
    database.close();
    server.close();
  }

  private static AllysonHttp allyson() {
    return AllysonHttp.at(server.url());
  }

  /** An operation on what is the owner's. */
  private record Request(Operation operation, String path, @Nullable String body) {
    static Request of(Operation operation, boolean ofAllyson) {
      var body = BODIES.get(operation.id());
      assertThat(body != null || !operation.needsBody())
          .as(operation + " takes a body: give one in BODIES under " + operation.id())
          .isTrue();
      var path =
          operation
              .path()
              .replace("{agentRid}", TestServer.PLAIN)
              .replace("{agentVersionString}", "1.0")
              .replace("{sessionRid}", owned.get("@TALK@"))
              .replace("{sessionTraceId}", owned.get("@TRACE@"))
              .replace(
                  "{id}", owned.get(operation.path().contains("api-keys") ? "@KEY@" : "@SESSION@"));
      assertThat(path).as("a path of " + operation).doesNotContain("{");
      if (body != null) {
        for (var each : owned.entrySet()) {
          body = body.replace(each.getKey(), each.getValue());
        }
      }
      boolean bodiless = body == null && ofAllyson && !operation.method().equals("GET");
      return new Request(operation, path, bodiless ? "" : body);
    }

    /** Whether it names something of the owner's, by path or body. */
    boolean namesTheirs() {
      return owned.values().stream()
          .anyMatch(id -> path.contains(id) || (body != null && body.contains(id)));
    }
  }

  private static Stream<Request> all(Class<?> door, boolean ofAllyson) {
    return Described.by(door).operations().stream()
        .filter(operation -> !operation.isOpen())
        .map(operation -> Request.of(operation, ofAllyson));
  }

  /** An answer of either door. */
  private record Answered(int status, String text) {}

  private static Answered ask(AllysonHttp by, Request request) throws Exception {
    var reply = by.send(request.operation().method(), request.path(), request.body());
    return new Answered(reply.status(), reply.text());
  }

  private static Answered ask(AipHttp by, Request request) throws Exception {
    var path = request.path().replace("/api/v2/aipAgents", "");
    var reply = by.send(request.operation().method(), path, request.body());
    return new Answered(reply.status(), reply.text());
  }

  /** Somebody who may not. */
  @FunctionalInterface
  private interface Visitor {
    Answered ask(Request request) throws Exception;
  }

  private static Stream<DynamicTest> refused(
      String who, Class<?> door, boolean ofAllyson, Visitor visitor) {
    return all(door, ofAllyson)
        .map(request ->
            DynamicTest.dynamicTest(
                request.operation() + ", " + who,
                () -> assertThat(visitor.ask(request).status()).isEqualTo(401)));
  }

  private static Stream<DynamicTest> findsNothing(
      String who, Class<?> door, boolean ofAllyson, Visitor visitor) {
    return all(door, ofAllyson)
        .map(request ->
            DynamicTest.dynamicTest(
                request.operation() + ", " + who,
                () -> findsNothing(request, visitor.ask(request))));
  }

  private static void findsNothing(Request request, Answered answered) {
    assertThat(answered.text()).doesNotContain("private", "sesame", "own.txt");
    if (request.namesTheirs() && !EVERYBODYS.contains(request.operation().id())) {
      // what is asked for in a list is told thing by thing; keys are for people's own tokens
      assertThat(
              answered.text().contains("not found")
                  || List.of(403, 404).contains(answered.status()))
          .as(answered.toString())
          .isTrue();
    } else {
      owned.values().forEach(id -> assertThat(answered.text()).doesNotContain(id));
    }
  }

  @TestFactory
  Stream<DynamicTest> refusesWhoHasNoCredentials() {
    return Stream.concat(
        refused("no credential", AllysonDoor.class, true, request -> ask(allyson(), request)),
        refused(
            "no credential",
            AipDoor.class,
            false,
            request -> ask(server.client().withToken(null), request)));
  }

  @TestFactory
  Stream<DynamicTest> refusesCredentialsNobodyHas() {
    var key = "sk-allyson-" + "0".repeat(48);
    return Stream.of(
            refused("wrong key", AllysonDoor.class, true, r -> ask(allyson().withKey(key), r)),
            refused("wrong token", AllysonDoor.class, true, r -> ask(allyson().withToken("x"), r)),
            refused(
                "wrong token", AipDoor.class, false, r -> ask(server.client().withToken("x"), r)),
            refused("a key", AipDoor.class, false, r -> ask(server.client().withToken(key), r)))
        .flatMap(tests -> tests);
  }

  @TestFactory
  Stream<DynamicTest> refusesRevokedCredentials() throws Exception {
    var owner = allyson().withToken(TestServer.TOKEN);
    JsonObject lost = owner.post("/v1/api-keys/create", "{}").object("data");
    var key = allyson().withKey(lost.text("key").orElseThrow());
    assertThat(key.get("/v1/me").status()).isEqualTo(200);
    assertThat(owner.post("/v1/api-keys/revoke/" + lost.text("id").get(), "").status())
        .isEqualTo(200);
    var client = server.oauthClient();
    server.revoke(Objects.requireNonNull(client.token()));
    return Stream.concat(
        refused("revoked key", AllysonDoor.class, true, request -> ask(key, request)),
        refused("revoked token", AipDoor.class, false, request -> ask(client, request)));
  }

  @TestFactory
  Stream<DynamicTest> hidesEverythingFromAnotherUser() {
    var token = new AipHttp(server.url(), another.token());
    return Stream.of(
            findsNothing("another's key", AllysonDoor.class, true, r -> ask(another.byKey(), r)),
            findsNothing("another's token", AipDoor.class, false, r -> ask(token, r)),
            // the last, since it closes the account
            findsNothing(
                "another's token", AllysonDoor.class, true, r -> ask(another.byToken(), r)))
        .flatMap(tests -> tests);
  }

  @TestFactory
  Stream<DynamicTest> hidesEverythingFromAService() throws Exception {
    var service = server.oauthClient();
    var bearer = allyson().withToken(Objects.requireNonNull(service.token()));
    return Stream.concat(
        findsNothing("a service", AllysonDoor.class, true, request -> ask(bearer, request)),
        findsNothing("a service", AipDoor.class, false, request -> ask(service, request)));
  }
}
