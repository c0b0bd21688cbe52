package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.NeedsChromium;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.door.allyson.AllysonHttp.Reply;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.postgres.Database;
import dev.parley.postgres.TestDatabase;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nobody but its owner sees, steers or changes anything of a session or a key. */
@NeedsChromium
class WebOwnershipTest {
  private static final String NO_SESSION = "{\"error\":\"Session not found\"}";
  private static final String NOBODY = "{\"error\":\"Unauthorized - User ID is required\"}";
  private static final String NO_KEY = "{\"success\":false,\"error\":\"Invalid API key\"}";
  private static final String TASK = "{\"task\":\"Look\"}";
  private static final String SITE =
      "{\"url\":\"https://private.example\",\"cookies\":[{\"name\":\"mine\",\"value\":\"x\"}]}";

  private static HeldModel model;
  private static HeldPages pages;
  private static Database database;
  private static TestServer server;
  private static AllysonHttp owner;
  private static AllysonHttp other;
  private static AllysonHttp otherToken;
  private static HeldSession session;
  private static String key;
  private static JsonObject file;

  @BeforeAll
  static void start() throws Exception {
    model = new HeldModel();
    pages = new HeldPages();
    var address = TestDatabase.fresh();
    server =
        TestServer.start(
            Map.of(
                "PARLEY_MODEL", model.spec(),
                "PARLEY_DATABASE_URL", TestServer.url(address),
                "PARLEY_ALLYSON_RATE", "6000",
                "PARLEY_BROWSER_START_URL", pages.url("/"),
                "PARLEY_BROWSER_ALLOW_PRIVATE", pages.hostAndPort()));
    database = Database.open(address, 2);
    var another = Person.made("another", server, database);
    other = another.byKey();
    otherToken = another.byToken();
    owner = AllysonHttp.at(server.url()).withToken(TestServer.TOKEN);
    key = made(owner).text("id").orElseThrow();
    assertThat(owner.post("/v1/cookies/save", SITE).status()).isEqualTo(201);
    var settings = "{\"globalVariables\":[{\"name\":\"own\",\"value\":\"sesame\"}]}";
    assertThat(owner.post("/user/save-global-settings", settings).status()).isEqualTo(200);
    session = withAFile("A private task");
    session.ask(session.asked(), "Code");
    file = ModelServer.objects(session.shown(), "files").getFirst();
  }

  private static HeldSession withAFile(String task) throws Exception {
    var order =
        "{\"task\":\""
            + task
            + "\",\"files\":[{\"filename\":\"own.txt\",\"content\":\"c2VzYW1l\"}]}";
    var begun = owner.post("/v1/sessions/new", order).json();
    return new HeldSession(owner, model, begun.text("sessionId").orElseThrow(), task);
  }

  private static JsonObject made(AllysonHttp by) throws Exception {
    return by.post("/v1/api-keys/create", "{\"name\":\"mine\"}").object("data");
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
    pages.close();
    model.close();
  }

  /** A request that its owner could make. */
  private record Route(String method, String path, @Nullable String body) {
    Reply of(AllysonHttp visitor) throws Exception {
      return visitor.send(method, path, body);
    }
  }

  private static List<Route> ofTheSession() {
    var answer =
        "{\"humanInputResponse\":[{\"title\":\"Code\",\"description\":\"\",\"value\":\"1\"}],"
            + "\"messageIndex\":1}";
    var path = session.path();
    return List.of(
        new Route("POST", path + "/pause", ""),
        new Route("POST", path + "/resume", "{\"message\":\"x\"}"),
        new Route("POST", path + "/send-message", "{\"message\":\"x\"}"),
        new Route("PUT", path + "/update-human-input", answer),
        new Route("PUT", path + "/update-response-quality", "{\"responseQuality\":\"bad\"}"),
        new Route("POST", path + "/stop", ""),
        new Route("POST", "/v1/sessions/delete-session", named("}")),
        new Route("POST", "/v1/sessions/file", named(",\"filename\":\"own.txt\"}")));
  }

  private static String named(String more) {
    return "{\"sessionId\":\"" + session.id() + "\"" + more;
  }

  private static Route deleting() {
    var entry = named(",\"fileId\":\"" + file.text("id").orElseThrow() + "\"}");
    return new Route("POST", "/v1/documents/delete", "{\"filesToDelete\":[" + entry + "]}");
  }

  private static Route reading() {
    var body = JsonObject.EMPTY.with("url", file.text("signedUrl").orElseThrow());
    return new Route("POST", "/v1/sessions/file", body.toString());
  }

  /** What changes the caller alone, whoever that is. */
  private static List<Route> ofTheUser() {
    return List.of(
        deleting(),
        reading(),
        new Route("POST", "/user/create", ""),
        new Route("POST", "/user/update-onboarding", ""),
        new Route("POST", "/user/update-notifications", "{\"mobile\":true}"),
        new Route("POST", "/user/save-web-notification", "{\"web\":true}"),
        new Route("POST", "/user/save-global-settings", "{\"globalVariables\":[]}"));
  }

  private static List<Route> ofAnybody() {
    return List.of(
        new Route("GET", session.path(), null),
        new Route("GET", session.path() + "/status", null),
        new Route("POST", "/v1/sessions/new", TASK),
        new Route("GET", "/v1/sessions?source=client", null),
        new Route("GET", "/v1/sessions/query?searchTerm=" + session.id(), null),
        new Route("GET", "/v1/me", null),
        new Route("GET", "/v1/documents", null),
        new Route("GET", "/v1/documents/query?searchTerm=own", null),
        new Route("GET", "/user", null),
        new Route("GET", "/user/stats", null),
        new Route("GET", "/user/billing-logs", null),
        new Route("POST", "/user/delete", ""),
        new Route("POST", "/v1/cookies/save", SITE),
        new Route("POST", "/v1/cookies/check", SITE),
        new Route("PUT", "/v1/cookies/update", SITE),
        new Route("DELETE", "/v1/cookies/delete", SITE),
        new Route("GET", "/v1/api-keys", null),
        new Route("GET", "/v1/api-keys/query", null));
  }

  private static List<Route> ofTheKey() {
    return List.of(
        new Route("PUT", "/v1/api-keys/" + key, "{\"name\":\"taken\"}"),
        new Route("POST", "/v1/api-keys/revoke/" + key, ""));
  }

  /** All there is to see of the owner's. */
  private static List<String> standing() throws Exception {
    return List.of(
        session.document(),
        owner.get("/v1/sessions?source=client").json().get("totalSessions").toString(),
        owner.get("/v1/sessions?source=api").json().get("totalSessions").toString(),
        owner.get("/v1/documents").text().replaceAll("\"signedUrl\":[^,]*,", ""),
        owner.get("/user").text(),
        owner.post("/v1/cookies/check", SITE).text(),
        // When a key was used is noted down a little later.
        owner.get("/v1/api-keys").text().replaceAll("\"lastUsed\":[^,]*,", ""));
  }

  private static void is(Reply reply, int status, String body) {
    assertThat(reply.text()).isEqualTo(body);
    assertThat(reply.status()).isEqualTo(status);
  }

  private static void findsNothing(AllysonHttp visitor) throws Exception {
    for (var route : ofTheSession()) {
      is(route.of(visitor), 404, NO_SESSION);
    }
    is(
        visitor.get(session.path()),
        404,
        "{\"message\":\"Session not found\",\"error\":\"Session not found\"}");
    is(
        visitor.get(session.path() + "/status"),
        404,
        "{\"status\":\"not_found\",\"message\":\"No pod found for this session ID\"}");
    for (var list :
        List.of(
            "/v1/sessions?source=client",
            "/v1/sessions?source=api",
            "/v1/sessions/query?searchTerm=" + session.id(),
            "/v1/sessions/query?searchTerm=private",
            "/v1/sessions/query")) {
      var reply = visitor.get(list);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.text()).doesNotContain(session.id(), "private");
    }
    for (var list : List.of("/v1/documents", "/v1/documents/query?searchTerm=own", "/user")) {
      assertThat(visitor.get(list).text()).doesNotContain(session.id(), "own.txt", "sesame");
    }
    for (var route : ofTheUser()) {
      assertThat(route.of(visitor).text()).doesNotContain("sesame", "\"success\":true");
    }
    is(
        deleting().of(visitor),
        200,
        "{\"message\":\"Documents deletion completed\",\"results\":[{\"sessionId\":\"%s\","
                .formatted(session.id())
            + "\"error\":\"Session not found\",\"success\":false,\"files\":[\"%s\"]}]}"
                .formatted(file.text("id").orElseThrow()));
    assertThat(reading().of(visitor).status()).isEqualTo(400);
    assertThat(visitor.post("/v1/cookies/check", SITE).text()).contains("\"data\":null");
    assertThat(visitor.put("/v1/cookies/update", SITE.replace("mine", "own")).status())
        .isEqualTo(200);
    assertThat(visitor.send("DELETE", "/v1/cookies/delete", SITE).status()).isEqualTo(200);
    for (var list : List.of("/v1/api-keys", "/v1/api-keys/query?searchTerm=mine")) {
      assertThat(visitor.get(list).text()).doesNotContain(key, "mine");
    }
  }

  @Test
  void hidesEverythingFromAnotherUser() throws Exception {
    var before = standing();
    for (var visitor : List.of(other, otherToken)) {
      findsNothing(visitor);
      assertThat(visitor.get("/v1/me").object("user").text("email"))
          .isNotEqualTo(owner.get("/v1/me").object("user").text("email"));
    }
    for (var route : ofTheKey()) {
      assertThat(route.of(other).status()).isEqualTo(403);
      is(route.of(otherToken), 404, "{\"success\":false,\"error\":\"API key not found\"}");
    }
    var own = HeldSession.start(other, model, "Another task", 30);
    assertThat(owner.get(own.path()).status()).isEqualTo(404);
    own.stop();
    assertThat(own.status()).isEqualTo("stopped");
    assertThat(standing()).isEqualTo(before);
  }

  @Test
  void hidesEverythingFromAClientsServiceUser() throws Exception {
    var before = standing();
    var token = Objects.requireNonNull(server.oauthClient().token());
    var service = AllysonHttp.at(server.url()).withToken(token);
    findsNothing(service);
    assertThat(service.post("/v1/api-keys/create", "{}").status()).isEqualTo(403);
    for (var route : ofTheKey()) {
      assertThat(route.of(service).status()).isEqualTo(403);
    }
    assertThat(standing()).isEqualTo(before);
  }

  @Test
  void refusesARevokedKeyEverywhere() throws Exception {
    var lost = made(owner);
    var visitor = AllysonHttp.at(server.url()).withKey(lost.text("key").orElseThrow());
    assertThat(visitor.get(session.path()).status()).isEqualTo(200);
    var revoked = owner.post("/v1/api-keys/revoke/" + lost.text("id").orElseThrow(), "");
    assertThat(revoked.status()).isEqualTo(200);
    var before = standing();
    for (var routes : List.of(ofTheSession(), ofAnybody(), ofTheUser(), ofTheKey())) {
      for (var route : routes) {
        is(route.of(visitor), 401, NO_KEY);
      }
    }
    is(visitor.get("/"), 401, NO_KEY);
    is(visitor.post("/v1/api-keys/create", "{}"), 401, NO_KEY);
    assertThat(standing()).isEqualTo(before);
  }

  @Test
  void refusesWhoShowsNoCredentials() throws Exception {
    var before = standing();
    for (var visitor :
        List.of(
            AllysonHttp.at(server.url()),
            AllysonHttp.at(server.url()).withToken("no.such+token=="))) {
      for (var routes : List.of(ofTheSession(), ofAnybody(), ofTheUser(), ofTheKey())) {
        for (var route : routes) {
          is(route.of(visitor), 401, NOBODY);
        }
      }
      is(visitor.post("/v1/api-keys/create", "{}"), 401, NOBODY);
      assertThat(visitor.get("/").status()).isEqualTo(200);
    }
    assertThat(standing()).isEqualTo(before);
  }

  @Test
  void givesOneSessionForOneIdempotencyKeyOfAUser() throws Exception {
    var body = Json.print(JsonObject.EMPTY.with("task", "Once"));
    var first = owner.with("Idempotency-Key", "k-1").post("/v1/sessions/new", body);
    var again = owner.with("Idempotency-Key", "k-1").post("/v1/sessions/new", body);
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    assertThat(again.status()).as(again.text()).isEqualTo(200);
    assertThat(again.member("sessionId")).isEqualTo(first.member("sessionId"));
    var ofAnother = other.with("Idempotency-Key", "k-1").post("/v1/sessions/new", body);
    assertThat(ofAnother.status()).isEqualTo(200);
    assertThat(ofAnother.member("sessionId")).isNotEqualTo(first.member("sessionId"));
    var byOtherKey = owner.with("Idempotency-Key", "k-2").post("/v1/sessions/new", body);
    assertThat(byOtherKey.member("sessionId")).isNotEqualTo(first.member("sessionId"));
    var path = "/v1/sessions/" + first.json().text("sessionId").orElseThrow();
    owner.post(path + "/stop", "");
    var late = owner.with("Idempotency-Key", "k-1").post("/v1/sessions/new", body);
    assertThat(late.json().text("status")).hasValue("stopped");
    assertThat(late.member("sessionId")).isEqualTo(first.member("sessionId"));
    stop(other, ofAnother);
    stop(owner, byOtherKey);
  }

  private static void stop(AllysonHttp by, Reply begun) throws Exception {
    by.post("/v1/sessions/" + begun.json().text("sessionId").orElseThrow() + "/stop", "");
  }

  @Test
  void beginsOneSessionForRequestsThatComeAtOnceUnderOneKey() throws Exception {
    long before = count();
    var client = owner.with("Idempotency-Key", "at-once");
    List<Reply> replies;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var request = (Callable<Reply>) () -> client.post("/v1/sessions/new", TASK);
      replies =
          threads.invokeAll(Collections.nCopies(4, request)).stream()
              .map(Future::resultNow)
              .toList();
    }
    assertThat(replies).extracting(Reply::status).contains(200).isSubsetOf(200, 409);
    assertThat(replies)
        .filteredOn(reply -> reply.status() == 200)
        .extracting(reply -> reply.member("sessionId"))
        .satisfies(ids -> assertThat(ids.stream().distinct()).hasSize(1));
    assertThat(count()).isEqualTo(before + 1);
    stop(owner, client.post("/v1/sessions/new", TASK));
  }

  private static long count() throws Exception {
    return Long.parseLong(
        owner
            .get("/v1/sessions?source=client")
            .json()
            .get("totalSessions")
            .orElseThrow()
            .toString());
  }
}
