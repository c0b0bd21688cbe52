package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.NeedsChromium;
import dev.parley.door.aip.AipHttp;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.door.allyson.AllysonHttp.Reply;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.postgres.Database;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files, sessions and whole accounts that go, with everything that hangs on them. */
@NeedsChromium
class WebAccountTest {
  private static final Duration MOST = Duration.ofSeconds(20);
  private static final AtomicInteger TASKS = new AtomicInteger();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static HeldModel model;
  private static HeldPages pages;
  private static Database database;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    model = new HeldModel();
    pages = new HeldPages();
    server =
        TestServer.start(
            Map.of(
                "PARLEY_MODEL", model.spec(),
                "PARLEY_BROWSER_START_URL", pages.url("/"),
                "PARLEY_BROWSER_ALLOW_PRIVATE", pages.hostAndPort()));
    database = Database.open(server.database(), 2);
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
    pages.close();
    model.close();
  }

  private static Person person() {
    return Person.made("person" + TASKS.incrementAndGet(), server, database);
  }

  private static HeldSession session(AllysonHttp http) throws Exception {
    return HeldSession.start(http, model, "Task " + TASKS.incrementAndGet(), 30);
  }

  private static int status(String url) throws Exception {
    return CLIENT
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
        .statusCode();
  }

  private static long used(AllysonHttp http) throws Exception {
    var quota = http.get("/v1/me").object("user").get("documentStorageUsed").orElseThrow();
    return ((JsonNumber) quota).value().longValueExact();
  }

  private static List<JsonObject> documents(AllysonHttp http) throws Exception {
    return ModelServer.objects(http.get("/v1/documents").json(), "files");
  }

  private static String text(JsonObject object, String name) {
    return object.text(name).orElseThrow();
  }

  /** A session that has ended and has these files, each with its name for content. */
  private static HeldSession ended(AllysonHttp http, String... files) throws Exception {
    var session = session(http);
    var saves = List.of(files).stream().map(name -> saving(session, name)).toList();
    model.answer(session.asked(), saves.toArray(JsonObject[]::new));
    session.play(session.asked(), "done", "{\"text\":\"Saved.\",\"success\":true}");
    session.awaitStatus("completed");
    return session;
  }

  /** A session that has only begun, with these files from the start. */
  private static HeldSession begun(AllysonHttp http, String... files) throws Exception {
    var task = "Task " + TASKS.incrementAndGet();
    var given =
        List.of(files).stream()
            .map(name -> JsonObject.EMPTY.with("filename", name).with("content", base64(name)))
            .toList();
    var order =
        JsonObject.EMPTY.with("task", task).with("files", new JsonArray(List.copyOf(given)));
    var reply = http.post("/v1/sessions/new", order.toString());
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return new HeldSession(http, model, text(reply.json(), "sessionId"), task);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject saving(HeldSession session, String name) {
    var input = JsonObject.EMPTY.with("file_path", name).with("content", name);
    return session.call("save_to_file", Json.print(input));
  }

  private static Reply delete(AllysonHttp http, String session, JsonObject file) throws Exception {
    var entry = JsonObject.EMPTY.with("sessionId", session).with("fileId", text(file, "id"));
    var twice = new JsonArray(List.of(entry, entry));
    return http.post(
        "/v1/documents/delete", JsonObject.EMPTY.with("filesToDelete", twice).toString());
  }

  @Test
  void deletesOneOfSeveralFilesAndMarksItsActionAlone() throws Exception {
    var http = person().byKey();
    var session = ended(http, "first.txt", "second & more.md", "third.txt");
    var found = documents(http);
    assertThat(found).extracting(file -> text(file, "sessionId")).containsOnly(session.id());
    assertThat(used(http)).isEqualTo("first.txtsecond & more.mdthird.txt".length());
    var second =
        found.stream()
            .filter(file -> text(file, "filename").startsWith("second"))
            .findFirst()
            .orElseThrow();
    var before = session.shown();
    var listed = text(line(http, session), "updatedAt");

    var reply = delete(http, session.id(), second);
    assertThat(reply.text())
        .isEqualTo(
            "{\"message\":\"Documents deletion completed\",\"results\":[{\"sessionId\":\"%s\","
                    .formatted(session.id())
                + "\"success\":true,\"files\":[\"%s\"]}]}".formatted(text(second, "id")));
    assertThat(status(text(second, "signedUrl"))).isIn(403, 404, 410);
    assertThat(used(http)).isEqualTo("first.txtthird.txt".length());
    assertThat(documents(http)).hasSize(2);
    assertThat(line(http, session).text("updatedAt").orElseThrow()).isGreaterThan(listed);

    var after = session.shown();
    assertThat(ModelServer.objects(after, "files")).hasSize(2);
    assertThat(after.get("messages").orElseThrow().toString())
        .isEqualTo(
            before
                .get("messages")
                .orElseThrow()
                .toString()
                .replace(
                    "\"filename\":\"second & more.md\"}",
                    "\"filename\":\"second & more.md\",\"status\":\"deleted\"}"));
    assertThat(delete(http, session.id(), second).text())
        .contains("\"success\":false", "File not found");
    assertThat(used(http)).isEqualTo("first.txtthird.txt".length());
  }

  private static JsonObject line(AllysonHttp http, HeldSession session) throws Exception {
    var reply = http.get("/v1/sessions/query?searchTerm=" + session.id());
    return ModelServer.objects(reply.json(), "sessions").getFirst();
  }

  @Test
  void readsFilesByTheirOwnUrlsAndByName() throws Exception {
    var http = person().byKey();
    var session = begun(http, "notes é & + %.txt");
    var file = documents(http).getFirst();
    var url = text(file, "signedUrl");
    assertThat(read(http, JsonObject.EMPTY.with("url", url)).text())
        .isEqualTo("{\"content\":\"notes é & + %.txt\"}");
    var byName =
        JsonObject.EMPTY.with("sessionId", session.id()).with("filename", text(file, "filename"));
    assertThat(read(http, byName).status()).isEqualTo(200);
    for (var other :
        List.of(
            url + "0",
            url.replace("expires=1", "expires=2"),
            url.replace("127.0.0.1", "localhost"),
            pages.url("/"))) {
      assertThat(read(http, JsonObject.EMPTY.with("url", other)).status()).isEqualTo(400);
    }
    var stranger = person().byKey();
    assertThat(read(stranger, JsonObject.EMPTY.with("url", url)).status()).isEqualTo(400);
    assertThat(read(stranger, byName).status()).isEqualTo(404);
    assertThat(session.stop().status()).isEqualTo(200);
  }

  private static Reply read(AllysonHttp http, JsonObject body) throws Exception {
    return http.post("/v1/sessions/file", body.toString());
  }

  private static Reply delete(HeldSession session) throws Exception {
    return session
        .http()
        .post(
            "/v1/sessions/delete-session",
            JsonObject.EMPTY.with("sessionId", session.id()).toString());
  }

  @Test
  void deletesASessionWithItsFilesAndPicturesAndFreesTheQuota() throws Exception {
    var http = person().byKey();
    var kept = begun(http, "kept.txt");
    var session = ended(http, "gone.txt", "gone too.txt");
    var urls =
        documents(http).stream()
            .filter(file -> text(file, "sessionId").equals(session.id()))
            .map(file -> text(file, "signedUrl"))
            .toList();
    var picture = text(session.shown(), "lastScreenshotUrl");
    assertThat(status(picture)).isEqualTo(200);
    assertThat(read(http, JsonObject.EMPTY.with("url", picture)).status()).isEqualTo(400);

    assertThat(delete(session).text()).isEqualTo("{\"message\":\"Session deleted successfully\"}");
    assertThat(http.get(session.path()).status()).isEqualTo(404);
    assertThat(urls).hasSize(2).allSatisfy(url -> assertThat(status(url)).isEqualTo(404));
    assertThat(status(picture)).isEqualTo(404);
    assertThat(used(http)).isEqualTo("kept.txt".length());
    assertThat(delete(session).text()).isEqualTo("{\"error\":\"Session not found\"}");
    assertThat(http.get("/v1/sessions").text()).contains(kept.id()).doesNotContain(session.id());
    assertThat(kept.status()).isEqualTo("active");
    assertThat(delete(kept).status()).isEqualTo(200);
  }

  @Test
  void deletesASessionThatIsAtWork() throws Exception {
    var http = person().byKey();
    var thinking = session(http);
    var asked = thinking.asked();
    var asking = session(http);
    asking.ask(asking.asked(), "Code");
    var paused = session(http);
    var _ = paused.asked();
    assertThat(paused.pause().status()).isEqualTo(200);
    var processes = new BrowserProcesses(ProcessHandle.current());
    assertThat(processes.renderers().size()).isGreaterThanOrEqualTo(3);
    for (var session : List.of(thinking, asking, paused)) {
      assertThat(delete(session).status()).isEqualTo(200);
      assertThat(session.stop().status()).isEqualTo(404);
      assertThat(session.answer(1, "Code", "1").status()).isEqualTo(404);
    }
    asked.awaitLeft();
    // Chromium may keep one renderer ready for whoever comes next.
    Await.until("the end of their pages", MOST, () -> processes.renderers().size() <= 1);
    assertThat(http.get("/v1/sessions").text()).contains("\"totalSessions\":0");
  }

  @Test
  void countsWhatSessionsCameToByTheirDay() throws Exception {
    var person = person();
    var counted = begun(person.byKey(), "one.txt", "two.txt");
    var dashboard = begun(person.byToken(), "not counted.txt");
    var stats = person.byKey().get("/user/stats?days=1").json();
    assertThat(stats.get("sessions").orElseThrow().toString()).contains("\"value\":1");
    assertThat(stats.get("files").orElseThrow().toString()).contains("\"value\":2");
    assertThat(stats.get("storage").orElseThrow().toString()).contains("\"value\":14");
    assertThat(ModelServer.objects(stats, "sessions")).hasSize(2);
    assertThat(delete(counted).status()).isEqualTo(200);
    assertThat(delete(dashboard).status()).isEqualTo(200);
  }

  @Test
  void writesNothingWhenItIsRead() throws Exception {
    var person = person();
    var session = ended(person.byKey(), "read.txt");
    var before = versions(person);
    assertThat(before).hasSizeGreaterThan(3);
    for (var path :
        List.of(session.path(), "/v1/sessions", "/v1/sessions/query", "/v1/documents", "/user")) {
      assertThat(person.byKey().get(path).status()).isEqualTo(200);
    }
    assertThat(person.byKey().get(session.path() + "/trace").status()).isEqualTo(200);
    assertThat(versions(person)).isEqualTo(before);
  }

  /** Where each row of a user stands, which changes with every write to it. */
  private static Set<String> versions(Person person) throws Exception {
    var address = server.database();
    var found = new TreeSet<String>();
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement()) {
      for (var table : tables(statement)) {
        var having =
            " t where strpos(t::text, '%s') > 0 or strpos(t::text, '%s') > 0"
                .formatted(person.id(), "read.txt");
        var query = "select ctid, xmin from " + table + having;
        try (var rows = statement.executeQuery(query)) {
          while (rows.next() && !table.equals("user_key")) {
            found.add(table + rows.getString(1) + rows.getString(2));
          }
        }
      }
    }
    return found;
  }

  @Test
  void closesAnAccountWithSessionsOfBothDoorsFilesKeysAndSettings() throws Exception {
    var person = person();
    var http = person.byKey();
    var ended = ended(http, "private.txt");
    var url = text(documents(http).getFirst(), "signedUrl");
    var live = session(person.byToken());
    var asked = live.asked();
    var aip = new AipHttp(server.url(), person.token());
    var talk = TestServer.session(aip, TestServer.PLAIN);
    assertThat(http.post("/user/update-onboarding", "").status()).isEqualTo(200);
    assertThat(rows(person)).contains("web_session", "session", "file", "profile", "user_key");

    assertThat(http.post("/user/delete", "").status()).isEqualTo(403);
    assertThat(ended.status()).isEqualTo("completed");
    var closed = person.byToken().post("/user/delete", "");
    assertThat(closed.text()).isEqualTo("{\"message\":\"User deleted successfully\"}");
    asked.awaitLeft();
    assertThat(http.get("/v1/sessions").status()).isEqualTo(401);
    assertThat(person.byToken().get("/user").status()).isEqualTo(401);
    assertThat(aip.get(talk).status()).isEqualTo(401);
    assertThat(status(url)).isEqualTo(404);
    assertThat(rows(person)).isSubsetOf("user_key", "storage", "account");
    Await.until("no bytes of theirs", MOST, () -> bytes(person).isEmpty());
  }

  /** Tables in which this user's id stands. */
  private static List<String> rows(Person person) throws Exception {
    var address = server.database();
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement()) {
      var found = new ArrayList<String>();
      for (var table : tables(statement)) {
        var having = " t where strpos(t::text, '" + person.id() + "') > 0 limit 1";
        try (var row = statement.executeQuery("select 1 from " + table + having)) {
          if (row.next()) {
            found.add(table);
          }
        }
      }
      return found;
    }
  }

  private static List<String> tables(Statement statement) throws SQLException {
    var tables = new ArrayList<String>();
    try (var names =
        statement.executeQuery(
            "select quote_ident(tablename) from pg_tables where schemaname = 'public'")) {
      while (names.next()) {
        tables.add(names.getString(1));
      }
    }
    return tables;
  }

  private static List<Path> bytes(Person person) throws Exception {
    try (var files = Files.walk(server.data())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains(person.id().toString()))
          .toList();
    }
  }
}
