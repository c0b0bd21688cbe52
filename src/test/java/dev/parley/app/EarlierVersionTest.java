package dev.parley.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.blob.S3Server;
import dev.parley.cli.Screen;
import dev.parley.door.aip.AipHttp;
import dev.parley.door.allyson.AllysonHttp;
import dev.parley.postgres.DatabaseAddress;
import dev.parley.postgres.TestDatabase;
import dev.parley.vault.ServerKey;
import dev.parley.vault.Vault;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a server of an earlier version had, brought into a database with the tables of then, and a
 * server of this version started on it.
 */
class EarlierVersionTest {
  /** Exported from a server of schema 5 that had been talked to and had done a task. */
  private static final Path ARCHIVE = Path.of("src/test/resources/upgrade/v005.tar.gz");

  private static final String KEEPER = "ri.aip-agents..agent.0f1e2d3c-4b5a-4697-8879-6a5b4c3d2e1f";
  private static final String TALK =
      "/agents/" + KEEPER + "/sessions/ri.aip-agents..session.e7416d5c-8aec-4124-bdb0-123c79ebc3b5";

  private static final String TASK = "0d60463f";
  private static final String TRACE = "exchanges.1.result.sessionTraceId";

  /** One that {@code keys create} made then. */
  private static final String TOKEN = "Mf9m98_eQdryyXiYzW_Dfoga_SoX73sTfBBXu6Zo200";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path folder;
  private static Map<String, String> settings;
  private static TestServer server;

  private static Map<String, String> place(String name) {
    return Map.of(
        "PARLEY_DATABASE_URL", TestServer.url(TestDatabase.fresh()),
        "PARLEY_DATA_DIR", folder.resolve(name).toString(),
        "PARLEY_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
  }

  private static String parley(Map<String, String> environment, int code, String... words) {
    var screen = new Screen("", false);
    assertThat(Main.run(environment, screen.terminal, words)).as(screen.err()).isEqualTo(code);
    return screen.out() + screen.err();
  }

  @BeforeAll
  static void start() {
    settings = place("earlier");
    assertThat(parley(settings, 0, "import", ARCHIVE.toString()))
        .contains("6 files and pictures, 67 rows imported from ");
    server = TestServer.start(settings);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  /** What both doors show of what was done then; addresses are the server's of now. */
  private record Shown(String talk, String trace, String task, List<String> files) {
    static Shown at(TestServer server) throws Exception {
      var aip = new AipHttp(server.url(), TOKEN);
      var talk = aip.get(TALK + "/content");
      var trace = aip.get(TALK + "/sessionTraces/" + talk.textAt(TRACE));
      var task = http(server).get("/v1/sessions/" + TASK);
      assertThat(task.status()).as(task.text()).isEqualTo(200);
      var files = new ArrayList<String>();
      for (var file : ModelServer.objects(task.object("session"), "files")) {
        var url = file.text("signedUrl").orElseThrow();
        files.add(file.text("filename").orElseThrow() + ": " + get(url).body());
      }
      var shown = task.text().replaceAll("\"http[^\"]*(files|screenshots)[^\"]*\"", "URL");
      return new Shown(talk.text(), trace.text(), shown, files);
    }
  }

  private static AllysonHttp http(TestServer server) {
    return AllysonHttp.at(server.url()).withToken(TOKEN);
  }

  @Test
  void readsConversationsTasksAndFilesOfThen() throws Exception {
    var shown = Shown.at(server);
    assertThat(shown.talk)
        .contains("\"Hello there\"", "At your service.", "I am **merry** now.", "\"merry\"");
    assertThat(shown.trace).contains("\"updateVariable\"", "COMPLETE");
    assertThat(shown.task).contains("Price of the ESP32", "save_to_file", "\"completed\"");
    assertThat(shown.files)
        .containsExactlyInAnyOrder(
            "note.txt: A note from then.\n", "price.txt: ESP32 development board: 8.90 €\n");
    var picture = http(server).get("/v1/sessions/" + TASK).object("session");
    assertThat(get(picture.text("lastScreenshotUrl").orElseThrow()).statusCode()).isEqualTo(200);
    assertThat(new AipHttp(server.url(), TOKEN).get(TALK).textAt("metadata.title"))
        .isEqualTo("Kept since version 5");
  }

  @Test
  void opensWhatWasSealedThen() throws Exception {
    var key = ServerKey.load(settings.get("PARLEY_SECRET_KEY"), folder, true);
    var url = String.valueOf(settings.get("PARLEY_DATABASE_URL"));
    var address = DatabaseAddress.parse(url);
    try (var connection =
            DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select sealed, owner from web_session where id = '" + TASK + "'")) {
      assertThat(row.next()).isTrue();
      var opened = new Vault(key).sealer().open(row.getBytes(1), "web-session/" + row.getString(2));
      assertThat(new String(opened, UTF_8)).contains("4711-secret");
    }
  }

  @Test
  void goesOnWithPeopleTokensAndSessionsOfThen() throws Exception {
    assertThat(parley(settings, 0, "users", "list")).contains("admin", "grace");
    assertThat(parley(settings, 0, "keys", "list")).contains("from then");
    var aip = new AipHttp(server.url(), TOKEN);
    assertThat(aip.put(TALK + "/updateTitle", "{\"title\":\"Renamed\"}").status()).isEqualTo(204);
    assertThat(aip.put(TALK + "/updateTitle", "{\"title\":\"Kept since version 5\"}").status())
        .isEqualTo(204);
    var fresh = new Talk(aip, TestServer.session(aip, TestServer.SUPPORT));
    assertThat(fresh.say("Hi").textAt("agentMarkdownResponse")).isEqualTo("At your service.");
  }

  @Test
  void isTakenElsewhereAsAWholeWhileItRuns() throws Exception {
    var file = folder.resolve("moved.tar.gz");
    assertThat(parley(settings, 0, "export", file.toString())).contains("6 files and pictures, ");
    var elsewhere = new HashMap<>(place("elsewhere"));
    elsewhere.put("PARLEY_BLOB_URL", S3Server.url(S3Server.bucket(), S3Server.port()));
    elsewhere.put("AWS_ACCESS_KEY_ID", S3Server.KEYS.accessKey());
    elsewhere.put("AWS_SECRET_ACCESS_KEY", S3Server.KEYS.secretKey());
    parley(elsewhere, 0, "import", file.toString());
    try (var other = TestServer.start(elsewhere)) {
      assertThat(Shown.at(other)).isEqualTo(Shown.at(server));
    }
    assertThat(parley(elsewhere, 1, "import", file.toString()))
        .contains("An archive is imported into an empty database, and this one has rows in");
  }
}
