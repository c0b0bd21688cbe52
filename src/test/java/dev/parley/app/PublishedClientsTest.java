package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.parley.chrome.NeedsChromium;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.identity.GrantType;
import dev.parley.identity.OAuthClient;
import dev.parley.identity.Scopes;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.postgres.Database;
import dev.parley.postgres.IdentityRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published clients of the API, unmodified, against a whole server (contract §5).
 *
 * <p>They are installed once into {@code target/clients}. Where Node, Python or a package registry
 * is not at hand, the test is skipped and says so.
 */
class PublishedClientsTest {
  private static final Path SOURCES = Path.of("src/test/clients").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target/clients").toAbsolutePath();
  private static TestServer server;

  @BeforeAll
  static void startServer() {
    server = TestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  /** What a program said and how it ended. */
  private record Ended(int exit, String output) {
    static Ended of(Path folder, int seconds, List<String> command, Map<String, String> more)
        throws IOException, InterruptedException {
      var log = Files.createTempFile(folder, "run", ".log");
      var builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(more);
      var errors = log.resolveSibling(log.getFileName() + ".err").toFile();
      var process = builder.redirectOutput(log.toFile()).redirectError(errors).start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Ended(-1, "not done after " + seconds + " s: " + command);
      }
      return new Ended(
          process.exitValue(), Files.readString(log) + Files.readString(errors.toPath()));
    }
  }

  private static boolean there(String program) {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** Copies the scripts and installs what they need, unless that was done before. */
  private static Path installed(String language, String pins, List<List<String>> commands)
      throws IOException, InterruptedException {
    var folder = Files.createDirectories(INSTALLED.resolve(language));
    try (var files = Files.list(SOURCES.resolve(language))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    var done = folder.resolve("installed.txt");
    var wanted = Files.readString(folder.resolve(pins));
    if (Files.exists(done) && Files.readString(done).equals(wanted)) {
      return folder;
    }
    for (var command : commands) {
      var ended = Ended.of(folder, 120, command, Map.of());
      if (ended.exit() != 0) {
        abort("skipped, " + command + " did not work: " + ended.output());
      }
    }
    Files.writeString(done, wanted);
    return folder;
  }

  /** The line of JSON that a program printed, which begins with this member. */
  private static JsonObject printed(Path folder, List<String> command, String first)
      throws Exception {
    return printed(server, folder, command, first);
  }

  private static JsonObject printed(
      TestServer asked, Path folder, List<String> command, String first) throws Exception {
    var settings =
        Map.of(
            "BASE", asked.url(),
            "HANDBOOK", AgentRid.named("handbook").value(),
            "TOKEN", TestServer.TOKEN,
            "CLIENT", TestServer.CLIENT,
            "SECRET", TestServer.SECRET,
            "SUPPORT", TestServer.SUPPORT,
            "PLAIN", TestServer.PLAIN,
            "BROWSING", TestServer.BROWSING);
    var ended = Ended.of(folder, 120, command, settings);
    assertThat(ended.exit()).as(ended.output()).isZero();
    var line = ended.output().lines().filter(l -> l.startsWith("{\"" + first + "\"")).findFirst();
    return (JsonObject) Json.parse(line.orElseThrow());
  }

  private static String golden(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/golden/clients", name));
  }

  private static void drive(Path folder, List<String> command) throws Exception {
    var seen = printed(folder, command, "token");
    var golden = Json.parse(golden("transcript.json"));
    assertThat(seen.get("token")).contains(golden);
    assertThat(seen.get("oauth")).contains(golden);
    assertThat(seen.text("unauthorized")).contains("401 Default:Unauthorized");
  }

  @Test
  void servesTheTypeScriptClient() throws Exception {
    drive(typeScript(), List.of("node", "drive.mjs"));
  }

  @Test
  void signsAPersonInWithTheTypeScriptClientsOwnHelper() throws Exception {
    var folder = typeScript();
    register("browser-app");
    var command = List.of("node", "--conditions=browser", "sign-in.mjs");
    assertThat(printed(folder, command, "signedIn"))
        .isEqualTo(
            Json.parse(
                "{\"signedIn\":\"string\",\"life\":3600,\"refreshed\":true,\"rotated\":true,"
                    + "\"same\":true,\"after\":401}"));
  }

  private static Path typeScript() throws Exception {
    if (!there("node") || !there("npm")) {
      abort("skipped, Node.js is not installed");
    }
    return installed(
        "typescript",
        "package-lock.json",
        List.of(List.of("npm", "ci", "--legacy-peer-deps", "--no-audit", "--no-fund")));
  }

  private static void register(String publicClient) {
    try (var database = Database.open(server.database(), 2)) {
      var app =
          new OAuthClient(
              new ClientId(publicClient),
              "An app",
              null,
              Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN),
              Scopes.ALL,
              List.of("http://127.0.0.1/back"));
      new IdentityRows(database).clients().save(app, Instant.now());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void servesThePythonClient(String kind) throws Exception {
    var folder = python();
    drive(folder, List.of(folder.resolve("venv/bin/python").toString(), "drive.py", kind));
  }

  @Test
  void signsAPersonInWithThePythonClientsOwnHelper() throws Exception {
    var folder = python();
    register("public-app");
    var command = List.of(folder.resolve("venv/bin/python").toString(), "sign_in.py");
    assertThat(printed(folder, command, "signedIn"))
        .isEqualTo(
            Json.parse(
                "{\"signedIn\":\"Bearer\",\"life\":3600,\"refreshed\":true,\"rotated\":true,"
                    + "\"same\":true}"));
  }

  @Test
  void citesDocumentsToThePythonClient() throws Exception {
    var folder = python();
    var shipped = Path.of("workspace").toAbsolutePath().toString();
    var settings = Map.of("PARLEY_WORKSPACE", shipped, "PARLEY_VECTORS", "off");
    try (var other = TestServer.start(settings)) {
      var command = List.of(folder.resolve("venv/bin/python").toString(), "cite.py");
      assertThat(printed(other, folder, command, "answer"))
          .isEqualTo(Json.parse(golden("citing.json")));
    }
  }

  @Test
  @NeedsChromium
  void showsThePythonClientWhatAnAgentDidInItsBrowser() throws Exception {
    var folder = python();
    var command = List.of(folder.resolve("venv/bin/python").toString(), "browse.py");
    var seen = printed(folder, command, "answer");
    var golden = golden("browsing.json").replace("@SERVER@", server.url());
    assertThat(seen).isEqualTo(Json.parse(golden));
  }

  private static Path python() throws Exception {
    if (!there("python3")) {
      abort("skipped, Python 3 is not installed");
    }
    return installed(
        "python",
        "requirements.txt",
        List.of(
            List.of("python3", "-m", "venv", "venv"),
            List.of("venv/bin/pip", "install", "--quiet", "-r", "requirements.txt")));
  }
}
