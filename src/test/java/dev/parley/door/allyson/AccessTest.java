package dev.parley.door.allyson;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.id.ClientId;
import dev.parley.identity.BootstrapSettings;
import dev.parley.identity.ClientCheck;
import dev.parley.identity.TestIdentity;
import dev.parley.identity.TokenGrant;
import dev.parley.identity.UserKey;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who gets in, and as whom (contract §1.2, decisions §1). */
class AccessTest {
  private static final String SESSION = "/v1/sessions/a1b2c3d4";
  private static final String TASK = "{\"task\":\"Look\"}";
  private static TestDoor door;

  @BeforeAll
  static void open() {
    door = TestDoor.open();
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @BeforeEach
  void fill() {
    Samples.fill(door);
  }

  private static void assertInvalidKey(AllysonHttp.Reply reply) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text()).isEqualTo("{\"success\":false,\"error\":\"Invalid API key\"}");
  }

  @Test
  void takesAKeyFromTheHeaderOrTheQueryAndTheHeadersFirst() throws Exception {
    var key = door.key(door.ann);
    assertThat(door.nobody().get(SESSION + "?apiKey=" + key).status()).isEqualTo(200);
    assertThat(door.nobody().withKey(key).get(SESSION + "?apiKey=x").status()).isEqualTo(200);
    assertInvalidKey(door.nobody().withKey("x").get(SESSION + "?apiKey=" + key));
    assertInvalidKey(door.nobody().get(SESSION + "?apiKey=x"));
    assertInvalidKey(door.nobody().get(SESSION + "?apiKey=" + key + "&apiKey=" + key));
    assertInvalidKey(door.nobody().get(SESSION + "?apiKey=%00"));
    assertThat(door.nobody().get(SESSION + "?apiKey=").status()).isEqualTo(401);
  }

  @Test
  void letsAKeyWinOverAToken() throws Exception {
    var both = door.byToken(door.bob).withKey(door.key(door.ann));
    assertThat(both.get("/v1/me").text()).contains("ann@example.com");
    assertInvalidKey(door.byToken(door.bob).withKey("x").get("/v1/me"));
  }

  @Test
  void takesATokenForItsUser() throws Exception {
    assertThat(door.byToken(door.ann).get("/v1/me").text()).contains("ann@example.com");
    var token = door.token(door.ann);
    for (var other : List.of("Basic " + token, token, "Bearer " + token + " x", "Bearer ")) {
      assertThat(door.nobody().with("Authorization", other).get("/v1/me").status()).isEqualTo(401);
    }
    assertInvalidKey(door.nobody().withKey(token).get("/v1/me"));
    assertThat(door.nobody().withToken(door.key(door.ann)).get("/v1/me").status()).isEqualTo(401);
  }

  @Test
  void callsASessionTheApisOnlyWhenAKeyBeganIt() throws Exception {
    var byQuery = "/v1/sessions/new?apiKey=" + door.key(door.ann);
    for (var reply :
        List.of(
            door.byKey(door.ann).post("/v1/sessions/new", TASK),
            door.nobody().post(byQuery, TASK),
            door.byKey(door.ann).withToken(door.token(door.ann)).post("/v1/sessions/new", TASK))) {
      assertThat(source(reply)).isEqualTo(new JsonText("api"));
    }
    assertThat(source(door.byToken(door.ann).post("/v1/sessions/new", TASK)))
        .isEqualTo(new JsonText("client"));
  }

  private static Object source(AllysonHttp.Reply begun) throws Exception {
    var id = ((JsonText) begun.member("sessionId")).value();
    var shown = door.byKey(door.ann).get("/v1/sessions/" + id);
    return shown.object("session").get("source").orElseThrow();
  }

  @Test
  void refusesARevokedKeyAndADisabledUserAtOnce() throws Exception {
    var issued = door.identity.keys.create(door.ann, UserKey.Kind.API_KEY, "x");
    var client = door.nobody().withKey(issued.secret());
    assertThat(client.get("/v1/me").status()).isEqualTo(200);
    door.identity.keys.revoke(door.ann, issued.key().id());
    assertInvalidKey(client.get("/v1/me"));

    var carol = door.identity.users.create("carol", null, false, null).user().id();
    var byKey = door.byKey(carol);
    var byToken = door.byToken(carol);
    assertThat(byKey.get("/v1/me").status()).isEqualTo(200);
    assertThat(byToken.get("/v1/me").status()).isEqualTo(200);
    door.identity.users.disable("carol");
    assertInvalidKey(byKey.get("/v1/me"));
    assertThat(byToken.get("/v1/me").status()).isEqualTo(401);
  }

  @Test
  void knowsAClientsServiceUserAsAUserOfItsOwn() throws Exception {
    var service = door.nobody().withToken(clientToken());
    var sessions = service.get("/v1/sessions?source=client");
    assertThat(sessions.text())
        .isEqualTo("{\"sessions\":[],\"currentPage\":1,\"totalPages\":0,\"totalSessions\":0}");
    assertThat(service.get(SESSION).status()).isEqualTo(404);
    assertThat(service.get("/v1/me").text()).contains(TestIdentity.CLIENT);
    assertThat(service.post("/v1/api-keys/create", "{}").status()).isEqualTo(403);
    assertThat(service.post("/v1/sessions/new", TASK).status()).isEqualTo(200);
  }

  private static String clientToken() {
    var id = new ClientId(TestIdentity.CLIENT);
    door.identity.bootstrap.run(
        new BootstrapSettings(null, null, null, null, id.value(), TestIdentity.SECRET, null));
    var known = (ClientCheck.Known) door.identity.clients.check(id, TestIdentity.SECRET);
    var grant = door.identity.issue.clientCredentials(known.client(), Set.of());
    return ((TokenGrant.Granted) grant).token();
  }

  @Test
  void saysWhenAKeyCannotBeLookedUp() throws Exception {
    try (var server =
        door.serve(
            _ -> {
              throw new IllegalStateException("no database");
            },
            0)) {
      for (var path : List.of(SESSION, "/v1/me", "/nothing", "/")) {
        var reply = TestDoor.at(server).withKey("x").get(path);
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text())
            .isEqualTo("{\"success\":false,\"error\":\"Error verifying API key\"}");
      }
    }
  }

  @Test
  void touchesNothingOfOthersAndAsksForNobodyElse() throws Exception {
    var before = door.house.session("bbbbbbbb");
    var ann = door.byKey(door.ann);
    var foreign = "/v1/sessions/bbbbbbbb";
    var answer =
        "{\"humanInputResponse\":[{\"title\":\"Code\",\"value\":\"1\"}],\"messageIndex\":2}";
    assertThat(
            List.of(
                ann.get(foreign),
                ann.get(foreign + "/status"),
                ann.post(foreign + "/pause", ""),
                ann.post(foreign + "/resume", "{\"message\":\"x\"}"),
                ann.post(foreign + "/stop", ""),
                ann.post(foreign + "/send-message", "{\"message\":\"x\"}"),
                ann.put(foreign + "/update-human-input", answer),
                ann.put(foreign + "/update-response-quality", "{\"responseQuality\":\"bad\"}")))
        .allSatisfy(reply -> assertThat(reply.status()).isEqualTo(404));
    assertThat(door.house.calls).hasSize(8).allMatch(call -> call.endsWith(" of " + door.ann));
    assertThat(door.house.told).isEmpty();
    assertThat(door.house.session("bbbbbbbb")).isEqualTo(before);
    assertThat(ann.get("/v1/sessions").text()).doesNotContain("bbbbbbbb");
    assertThat(ann.get("/v1/sessions/query").text()).doesNotContain("bbbbbbbb");
  }

  @Test
  void asksNobodyForWhatCanBeNoSession() throws Exception {
    var ann = door.byKey(door.ann);
    for (var id : List.of("A1B2C3D4", "a1b2c3d", "a1b2c3d4e", "xxxxxxxx", "%00", "a1b2%2Fd4")) {
      assertThat(ann.get("/v1/sessions/" + id).status()).isIn(400, 404);
      assertThat(ann.post("/v1/sessions/" + id + "/stop", "").status()).isIn(400, 404);
    }
    assertThat(door.house.calls).isEmpty();
  }

  @Test
  void asksForCredentialsBeforeItLooksAtABody() throws Exception {
    var reply = door.nobody().post("/v1/sessions/new", "{");
    assertThat(reply.status()).isEqualTo(401);
    assertThat(Json.parse(reply.text()))
        .isEqualTo(Json.parse("{\"error\":\"Unauthorized - User ID is required\"}"));
  }

  @Test
  void writesNoCredentialIntoTheLog() throws Exception {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    var root = (Logger) LoggerFactory.getLogger("dev.parley");
    var access = (Logger) LoggerFactory.getLogger("dev.parley.access");
    access.setLevel(Level.INFO);
    root.addAppender(lines);
    try {
      var key = door.key(door.ann);
      door.nobody().get(SESSION + "?apiKey=" + key);
      door.nobody().get("/nothing?apiKey=" + key + "x");
      door.house.failure = new IllegalStateException("failed");
      door.nobody().get(SESSION + "?apiKey=" + key);
      assertThat(lines.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .anyMatch(line -> line.startsWith("GET " + SESSION + " 200"))
          .noneMatch(line -> line.contains("sk-allyson") || line.contains("apiKey"));
    } finally {
      root.detachAppender(lines);
    }
  }
}
