package dev.parley.door.allyson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.ClientId;
import dev.parley.id.UserId;
import dev.parley.identity.BootstrapSettings;
import dev.parley.identity.ClientCheck;
import dev.parley.identity.TestIdentity;
import dev.parley.identity.TokenGrant;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user sets stays set, and goes with the account (contract §5.4, §5.5). */
class AccountTest {
  private static final String GLOBALS = "/user/save-global-settings";
  private static final String NOTIFICATIONS = "/user/update-notifications";
  private static final String WEB = "/user/save-web-notification";
  private static TestDoor door;
  private static AllysonHttp ann;

  @BeforeAll
  static void open() {
    door = TestDoor.open();
    ann = door.byKey(door.ann);
  }

  @AfterAll
  static void close() {
    door.close();
  }

  @BeforeEach
  void fill() {
    Samples.fill(door);
  }

  private static AllysonHttp.Reply saved(AllysonHttp who, String path, String body)
      throws Exception {
    var reply = who.post(path, body.replace('\'', '"'));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply;
  }

  private static JsonValue shown(AllysonHttp who, String member) throws Exception {
    return who.get("/user").object("user").get(member).orElseThrow();
  }

  private static JsonValue json(String text) {
    return Json.parse(text.replace('\'', '"'));
  }

  @Test
  void savesOneSettingAndLeavesTheOther() throws Exception {
    saved(ann, GLOBALS, "{'globalVariables':[{'name':'pin','value':4711}],'globalDetails':'Hi'}");
    saved(ann, GLOBALS, "{'globalDetails':'Be quick'}");
    assertThat(shown(ann, "globalVariables")).isEqualTo(json("[{'name':'pin','value':'4711'}]"));
    saved(ann, GLOBALS, "{'globalVariables':[]}");
    assertThat(shown(ann, "globalVariables")).isEqualTo(json("[]"));
    assertThat(shown(ann, "globalDetails")).isEqualTo(json("'Be quick'"));
    assertThat(shown(door.byKey(door.bob), "globalDetails")).isEqualTo(json("''"));
  }

  @Test
  void comesThroughTheDashboardsRoundTripUnchanged() throws Exception {
    saved(
        ann,
        GLOBALS,
        "{'globalVariables':[{'name':'a','value':'1'},{'name':'b','value':'2','secret':true}]}");
    var shown = shown(ann, "globalVariables");
    assertThat(shown)
        .isEqualTo(json("[{'name':'a','value':'1'},{'name':'b','value':'','secret':true}]"));
    saved(ann, GLOBALS, "{'globalVariables':" + shown + "}");
    saved(ann, GLOBALS, "{'globalVariables':[{'name':'a','value':'1'},{'name':'b','value':''}]}");
    assertThat(shown(ann, "globalVariables")).isEqualTo(shown);
    assertThat(door.profiles.of(door.ann).globals().variables().getLast().value()).isEqualTo("2");
  }

  @Test
  void changesNotificationsOneByOne() throws Exception {
    saved(ann, WEB, "{'web':true,'webSubscription':{'endpoint':'https://push.example/1'}}");
    saved(ann, NOTIFICATIONS, "{'mobile':true,'email':false,'expoPushToken':'Expo[x]'}");
    saved(ann, NOTIFICATIONS, "{'mobile':false,'email':true}");
    saved(ann, WEB, "{'web':false}");
    assertThat(shown(ann, "notificationSettings"))
        .isEqualTo(
            json(
                "{'mobile':false,'email':true,'web':false,"
                    + "'webSubscription':{'endpoint':'https://push.example/1'},"
                    + "'lastMobileNotification':null,'lastEmailNotification':null,"
                    + "'lastEmailSent':null}"));
    assertThat(door.profiles.of(door.ann).notifications().pushToken()).isEqualTo("Expo[x]");
    assertThat(ann.get("/user").text()).doesNotContain("Expo");
  }

  @Test
  void hearsADashboardThatForgetsToSayJson() throws Exception {
    var page = ann.with("Content-Type", "text/plain;charset=UTF-8");
    saved(page, NOTIFICATIONS, "{'mobile':true,'email':true}");
    saved(page, GLOBALS, "{'globalDetails':'Hi'}");
    assertThat(shown(ann, "notificationSettings").toString()).contains("\"mobile\":true");
    var form = ann.with("Content-Type", "application/x-www-form-urlencoded");
    var refused = form.post(NOTIFICATIONS, "mobile=true");
    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.json().members()).containsOnlyKeys("message");
  }

  @Test
  void remembersThatAUserWasShownAroundAndWhen() throws Exception {
    door.identity.turn(Duration.ofHours(1));
    saved(ann, "/user/update-onboarding", "");
    assertThat(shown(ann, "isOnboarded")).isEqualTo(json("true"));
    assertThat(shown(ann, "updatedAt"))
        .isEqualTo(json("'" + Timestamp.of(door.identity.clock.instant()) + "'"))
        .isNotEqualTo(shown(ann, "createdAt"));
  }

  @Test
  void optsNobodyInToTraining() throws Exception {
    for (var who : List.of(ann, door.byToken(door.bob))) {
      assertThat(shown(who, "trainingOptIn")).isEqualTo(json("false"));
    }
  }

  @Test
  void makesOneProfileHoweverManyRequestsComeAtOnce() throws Exception {
    var request = (Callable<AllysonHttp.Reply>) () -> ann.post("/user/create", "");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var replies =
          threads.invokeAll(Collections.nCopies(6, request)).stream()
              .map(Future::resultNow)
              .toList();
      assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
      assertThat(replies)
          .filteredOn(reply -> reply.status() != 200)
          .allSatisfy(reply -> {
            assertThat(reply.status()).isEqualTo(409);
            assertThat(reply.text()).isEqualTo("{\"message\":\"User already exists\"}");
          });
    }
  }

  private static UserId somebody(String name) {
    return door.identity.users.create(name, null, false, null).user().id();
  }

  @Test
  void closesAnAccountForItsUserAlone() throws Exception {
    var carol = somebody("carol");
    var byKey = door.byKey(carol);
    saved(byKey, GLOBALS, "{'globalDetails':'Hi'}");
    for (var other : List.of(byKey, door.byKey(door.bob), serviceUser())) {
      assertThat(other.post("/user/delete", "").status()).isEqualTo(403);
    }
    assertThat(shown(byKey, "globalDetails")).isEqualTo(json("'Hi'"));

    var byToken = door.byToken(carol);
    assertThat(saved(byToken, "/user/delete", "").text()).contains("deleted");
    assertThat(byKey.get("/user").text())
        .isEqualTo("{\"success\":false,\"error\":\"Invalid API key\"}");
    assertThat(byToken.post("/user/delete", "").status()).isEqualTo(401);
    assertThat(door.profiles.of(carol).globals().details()).isEmpty();
    assertThat(shown(ann, "email")).isEqualTo(json("'ann@example.com'"));
  }

  private static AllysonHttp serviceUser() {
    var id = new ClientId(TestIdentity.CLIENT);
    door.identity.bootstrap.run(
        new BootstrapSettings(null, null, null, null, id.value(), TestIdentity.SECRET, null));
    var known = (ClientCheck.Known) door.identity.clients.check(id, TestIdentity.SECRET);
    var grant = door.identity.issue.clientCredentials(known.client(), Set.of());
    return door.nobody().withToken(((TokenGrant.Granted) grant).token());
  }

  /** Another node may remember a key for a moment after its user has left. */
  @Test
  void knowsNoUserWhoseAccountIsGone() throws Exception {
    var dan = somebody("dan");
    var key = door.key(dan);
    var holder = door.identity.authenticateKey.byApiKey(key).orElseThrow();
    assertThat(door.closing.close(dan)).isTrue();
    try (var server = door.serve(_ -> Optional.of(holder), 0)) {
      var late = TestDoor.at(server).withKey(key);
      var begun = late.post("/v1/sessions/new", "{\"task\":\"Look\"}");
      assertThat(begun.status()).isEqualTo(404);
      assertThat(begun.text()).isEqualTo("{\"error\":\"User not found\"}");
      assertThat(late.post(GLOBALS, "{\"globalDetails\":\"Hi\"}").text())
          .isEqualTo("{\"error\":\"User not found\"}");
      var delete = "{\"filesToDelete\":[{\"sessionId\":\"0000000c\",\"fileId\":\"x\"}]}";
      assertThat(late.post("/v1/documents/delete", delete).text())
          .isEqualTo("{\"message\":\"User not found.\"}");
      for (var path : List.of("/user/create", "/user/update-onboarding", NOTIFICATIONS, WEB)) {
        var reply = late.post(path, "{\"web\":true,\"mobile\":true}");
        assertThat(reply.status()).as(path).isEqualTo(404);
        assertThat(reply.text()).isEqualTo("{\"message\":\"User not found\"}");
      }
      assertThat(late.get("/user").status()).isEqualTo(404);
      assertThat(late.get("/v1/me").status()).isEqualTo(404);
      assertThat(door.house.sessions.values()).noneMatch(s -> s.key().owner().equals(dan));
    }
  }

  @Test
  void fillsEveryDayOfItsStatistics() throws Exception {
    for (int days : List.of(1, 7, 30, 90, 366)) {
      var stats = ann.get("/user/stats?days=" + days);
      for (var name : List.of("sessions", "files", "costs", "storage")) {
        var points = ((JsonArray) stats.member(name)).elements();
        assertThat(points).as(name).hasSize(days + 1);
        var dates = new ArrayList<String>();
        points.forEach(point -> dates.add(((JsonObject) point).text("date").orElseThrow()));
        assertThat(dates).isSorted().doesNotHaveDuplicates();
      }
    }
    assertThat(door.house.calls).allMatch(call -> call.contains("by API of " + door.ann));
  }

  @Test
  void deletesNoMoreFilesAtOnceThanItCanAnswerFor() throws Exception {
    var entry = "{\"sessionId\":\"0000000c\",\"fileId\":\"x\"}";
    var body = String.join(",", Collections.nCopies(1001, entry));
    var reply = ann.post("/v1/documents/delete", "{\"filesToDelete\":[" + body + "]}");
    assertThat(reply.text())
        .isEqualTo("{\"message\":\"At most 1000 files can be deleted at once.\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(door.house.calls).isEmpty();
  }

  @Test
  void deletesAFileThatIsNamedTwiceOnce() throws Exception {
    var id = door.house.files.list(door.house.session("0000000c").key()).getFirst().id();
    var entry = "{'sessionId':'0000000c','fileId':'" + id + "'}";
    var first =
        saved(ann, "/v1/documents/delete", "{'filesToDelete':[" + entry + "," + entry + "]}");
    assertThat(first.text()).contains("\"success\":true,\"files\":[\"" + id + "\"]");
    assertThat(door.house.calls).filteredOn(call -> call.startsWith("delete file")).hasSize(1);
    var again = saved(ann, "/v1/documents/delete", "{'filesToDelete':[" + entry + "]}");
    assertThat(again.text()).contains("File not found").contains("\"success\":false");
  }

  @Test
  void readsNothingButStoredFilesOfTheCaller() throws Exception {
    var session = door.house.session("0000000c").key();
    for (var bytes : List.of(new byte[] {(byte) 0xff, (byte) 0xfe, 'a', 0}, new byte[] {'a', 0})) {
      door.house.files.put(session, "binary.dat", bytes);
      var reply =
          ann.post("/v1/sessions/file", "{\"sessionId\":\"0000000c\",\"filename\":\"binary.dat\"}");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text()).contains("no text");
    }
    door.house.files.put(session, "empty.txt", "");
    door.house.files.put(session, "most.txt", "é".repeat(FileOperations.MOST_BYTES / 2));
    assertThat(read("empty.txt")).isEmpty();
    assertThat(read("most.txt")).hasSize(FileOperations.MOST_BYTES / 2);
    door.house.files.put(session, "a&b=? #%+'\".txt", "strange");
    assertThat(read("a&b=? #%+'\".txt")).isEqualTo("strange");
  }

  private static String read(String name) throws Exception {
    var body = JsonObject.EMPTY.with("sessionId", "0000000c").with("filename", name).toString();
    var reply = ann.post("/v1/sessions/file", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().text("content").orElseThrow();
  }
}
