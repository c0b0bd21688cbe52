package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipHttp;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Contract §1.2–1.4, §1.10, §2.1–2.8, §2.13, §2.16 against a whole server. */
class SessionLifeTest {
  private static TestServer server;

  @BeforeAll
  static void startServer() {
    server = TestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static String sessions(String agent) {
    return "/agents/" + agent + "/sessions";
  }

  /** All that pages of this size show, and that each but the last is full. */
  private static List<String> rids(AipHttp client, String path, int size) throws Exception {
    var rids = new ArrayList<String>();
    var next = "";
    do {
      var page =
          client.get(path + "?pageSize=" + size + (next.isEmpty() ? "" : "&pageToken=" + next));
      var data = ((JsonArray) page.at("data")).elements();
      next = page.json().text("nextPageToken").orElse("");
      assertThat(next.isEmpty() || data.size() == size).isTrue();
      data.stream().map(JsonObject.class::cast).map(SessionLifeTest::rid).forEach(rids::add);
    } while (!next.isEmpty());
    return rids;
  }

  private static String rid(JsonObject session) {
    return session.text("rid").orElseThrow();
  }

  @Test
  void pagesThroughSessionsOfAllAgentsNewestFirst() throws Exception {
    try (var own = TestServer.start()) {
      var client = own.client();
      var paths = new ArrayList<String>();
      for (int i = 0; i < 7; i++) {
        paths.addFirst(own.session(i % 3 == 0 ? TestServer.PLAIN : TestServer.SUPPORT));
      }
      client.put(paths.get(5) + "/updateTitle", "{\"title\":\"touched\"}");
      paths.addFirst(paths.remove(5));
      new Talk(client, paths.get(3)).say("Hi");
      paths.addFirst(paths.remove(3));
      var all = paths.stream().map(path -> path.replaceAll(".*/", "")).toList();
      for (int size : new int[] {1, 2, 3, 7, 100, 1000}) {
        assertThat(rids(client, "/agents/allSessions", size)).isEqualTo(all);
      }
      var plain =
          paths.stream()
              .filter(path -> path.contains(TestServer.PLAIN))
              .map(path -> path.replaceAll(".*/", ""))
              .toList();
      assertThat(rids(client, sessions(TestServer.PLAIN), 2)).isEqualTo(plain).hasSize(3);
    }
  }

  @Test
  void takesAPageTokenOnlyWhereItWasGiven() throws Exception {
    server.session(TestServer.PLAIN);
    server.session(TestServer.PLAIN);
    var client = server.client();
    var token = client.get(sessions(TestServer.PLAIN) + "?pageSize=1").textAt("nextPageToken");
    var query = "?pageSize=1&pageToken=" + token;
    assertThat(client.get(sessions(TestServer.PLAIN) + query).status()).isEqualTo(200);
    for (var path : List.of("/agents/allSessions", sessions(TestServer.SUPPORT))) {
      assertThat(client.get(path + query).error()).isEqualTo("400 InvalidPageToken");
    }
    assertThat(server.oauthClient().get(sessions(TestServer.PLAIN) + query).error())
        .isEqualTo("400 InvalidPageToken");
  }

  @Test
  void listsForTheClientThatMadeThem() throws Exception {
    var other = server.oauthClient();
    var theirs = TestServer.session(other, TestServer.PLAIN);
    var mine = server.session(TestServer.PLAIN);
    assertThat(rids(other, "/agents/allSessions", 100))
        .contains(theirs.replaceAll(".*/", ""))
        .doesNotContain(mine.replaceAll(".*/", ""));
    assertThat(rids(server.client(), "/agents/allSessions", 100))
        .doesNotContain(theirs.replaceAll(".*/", ""));
    // The administrator and the service user are two users.
    assertThat(server.client().get(theirs).error()).isEqualTo("404 SessionNotFound");
    assertThat(other.get(mine).error()).isEqualTo("404 SessionNotFound");
  }

  @Test
  void missesASessionUnderAnotherAgent() throws Exception {
    var path = server.session(TestServer.PLAIN).replace(TestServer.PLAIN, TestServer.SUPPORT);
    assertThat(server.client().get(path).error()).isEqualTo("404 SessionNotFound");
  }

  @Test
  void expiresASessionButNotUnderALiveTurn() throws Exception {
    try (var own = TestServer.start(Map.of("PARLEY_SESSION_RETENTION", "5s"))) {
      var idle = Talk.with(own, TestServer.PLAIN);
      var busy = Talk.with(own, TestServer.SUPPORT);
      var created = idle.session();
      assertThat(
              Duration.between(
                  Instant.parse(created.textAt("metadata.createdTime")),
                  Instant.parse(created.textAt("metadata.estimatedExpiresTime"))))
          .isEqualTo(Duration.ofSeconds(5));
      var answer = busy.sayMeanwhile("gate one", "");
      own.functions().awaitCall("one");
      Await.until("the end of the idle session", () -> idle.session().status() == 404);
      assertThat(idle.session().error()).isEqualTo("404 SessionNotFound");
      assertThat(idle.say("Hi").error()).isEqualTo("404 SessionNotFound");
      assertThat(idle.client().delete(idle.path()).error()).isEqualTo("404 SessionNotFound");
      assertThat(busy.session().status()).isEqualTo(200);
      own.functions().open("one");
      assertThat(answer.join().status()).isEqualTo(200);
      assertThat(busy.messages()).isEqualTo("2");
      assertThat(rids(own.client(), "/agents/allSessions", 100))
          .containsExactly(busy.path().replaceAll(".*/", ""));
      Await.until("the end of the other one", () -> busy.session().status() == 404);
      assertThat(rids(own.client(), "/agents/allSessions", 100)).isEmpty();
    }
  }

  @Test
  void cutsATitleToTwoHundredCodePointsAndKeepsIt() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    assertThat(talk.session().textAt("metadata.title")).isNotEmpty();
    var longest = "😀".repeat(200);
    talk.say(longest + "x");
    assertThat(talk.session().textAt("metadata.title")).isEqualTo(longest);
    var before = talk.session();
    var title = talk.client().put(talk.path() + "/updateTitle", "{\"title\":\"" + longest + "y\"}");
    assertThat(title.status()).isEqualTo(204);
    assertThat(title.text()).isEmpty();
    var after = talk.session();
    assertThat(after.textAt("metadata.title")).isEqualTo(longest);
    assertThat(after.textAt("metadata.estimatedExpiresTime"))
        .isEqualTo(before.textAt("metadata.estimatedExpiresTime"));
    assertThat(Instant.parse(after.textAt("metadata.updatedTime")))
        .isAfter(Instant.parse(before.textAt("metadata.updatedTime")));
    talk.client().put(talk.path() + "/updateTitle", "{\"title\":\"\"}");
    talk.say("Hi");
    assertThat(talk.session().textAt("metadata.title")).isEmpty();
  }

  @Test
  void neverOverwritesATitleGivenBeforeTheFirstMessage() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    talk.client().put(talk.path() + "/updateTitle", "{\"title\":\"Mine\"}");
    talk.say("Hi");
    assertThat(talk.session().textAt("metadata.title")).isEqualTo("Mine");
  }

  @Test
  void countsVersionsAsTheWorkspaceChanges() throws Exception {
    try (var own = TestServer.start()) {
      var agent = "/agents/" + TestServer.PLAIN;
      var pinned = own.session(TestServer.PLAIN);
      own.restart();
      var client = own.client();
      assertThat(versions(client, agent)).containsExactly("1.0");
      var file = own.workspace().resolve("agents/plain.yaml");
      Files.writeString(file, "description: Once more\n", StandardOpenOption.APPEND);
      own.restart();
      client = own.client();
      assertThat(versions(client, agent)).containsExactly("2.0", "1.0");
      Files.writeString(
          file,
          Files.readString(file).replace("publish: true\n", "inputPlaceholder: Say something\n"));
      own.restart();
      client = own.client();
      assertThat(versions(client, agent)).containsExactly("2.1", "2.0", "1.0");
      assertThat(client.get(agent).textAt("version")).isEqualTo("2.0");
      assertThat(client.get(agent + "?version=2.1").textAt("metadata.inputPlaceholder"))
          .isEqualTo("Say something");
      assertThat(client.get(pinned).textAt("agentVersion")).isEqualTo("1.0");
      assertThat(new Talk(client, pinned).say("Hi").status()).isEqualTo(200);
      assertThat(client.get(own.session(TestServer.PLAIN)).textAt("agentVersion")).isEqualTo("2.0");
    }
  }

  private static List<String> versions(AipHttp client, String agent) throws Exception {
    return ((JsonArray) client.get(agent + "/agentVersions").at("data"))
        .elements().stream()
            .map(JsonObject.class::cast)
            .map(version -> version.text("string").orElseThrow())
            .toList();
  }

  @Test
  void letsAScopeDoWhatTheContractSaysAndNoMore() throws Exception {
    var may = new TreeMap<String, String>();
    for (var scope : List.of("api:aip-agents-read", "api:aip-agents-write")) {
      var client = server.oauthClient(scope);
      var other =
          server.oauthClient(
              scope.endsWith("read") ? "api:aip-agents-write" : "api:aip-agents-read");
      Endpoint.all()
          .forEach((name, endpoint) -> {
            if (endpoint.scope().equals(scope)) {
              var refused = endpoint.call(other);
              may.put(name, refused.error() + " " + refused.parameters());
              assertThat(endpoint.call(client).status()).as(name).isNotEqualTo(403);
            }
          });
    }
    var expected = new TreeMap<String, String>();
    Endpoint.all()
        .forEach((name, endpoint) ->
            expected.put(
                name,
                name.equals("listSessionsForAgents")
                    ? "403 GetAllSessionsAgentsPermissionDenied {}"
                    : "403 ApiUsageDenied {\"missingScope\":\"" + endpoint.scope() + "\"}"));
    assertThat(may).isEqualTo(expected).hasSize(15);
  }

  @Test
  void refusesARevokedTokenAtOnce() throws Exception {
    var client = server.oauthClient();
    assertThat(client.get("/agents/" + TestServer.PLAIN).status()).isEqualTo(200);
    server.revoke(Objects.requireNonNull(client.token()));
    assertThat(client.get("/agents/" + TestServer.PLAIN).error())
        .isEqualTo("401 Default:Unauthorized");
  }

  @Test
  void keepsTokensAndSessionsOverARestart() throws Exception {
    try (var own = TestServer.start()) {
      var before = own.oauthClient();
      var path = TestServer.session(before, TestServer.PLAIN);
      new Talk(before, path).say("Hi");
      JsonValue content = before.get(path + "/content").json();
      own.restart();
      var after = new AipHttp(own.url(), Objects.requireNonNull(before.token()));
      assertThat(after.get(path + "/content").json()).isEqualTo(content);
    }
  }
}
