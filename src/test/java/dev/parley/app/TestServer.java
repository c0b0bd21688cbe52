package dev.parley.app;

import dev.parley.door.aip.AipHttp;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.postgres.DatabaseAddress;
import dev.parley.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/**
 * A whole server in this JVM: port 0, a fresh database, the workspace of {@code
 * src/test/resources/e2e}, its functions and its model server at hand.
 */
@NullMarked
final class TestServer implements AutoCloseable {
  static final String TOKEN = "test.token~of+the/administrator==";
  static final String CLIENT = "test-client";

  /** Holds what must be encoded in forms and in Basic credentials. */
  static final String SECRET = "s3cr3t+with%colon:and/slash=~&";

  static final String SUPPORT = "ri.aip-agents..agent.11111111-1111-4111-8111-111111111111";
  static final String PLAIN = "ri.aip-agents..agent.22222222-2222-4222-8222-222222222222";
  static final String DRAFT = "ri.aip-agents..agent.33333333-3333-4333-8333-333333333333";
  static final String NO_MODEL = "ri.aip-agents..agent.44444444-4444-4444-8444-444444444444";
  static final String NO_FUNCTION = "ri.aip-agents..agent.55555555-5555-4555-8555-555555555555";
  static final String WIRE = "ri.aip-agents..agent.66666666-6666-4666-8666-666666666666";
  static final String HURRIED = "ri.aip-agents..agent.77777777-7777-4777-8777-777777777777";
  static final String WORKER = "ri.aip-agents..agent.88888888-8888-4888-8888-888888888888";
  static final String SCRIPTED_WORKER = "ri.aip-agents..agent.99999999-9999-4999-8999-999999999999";

  static final String BROWSING = "ri.aip-agents..agent.aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";

  private final FunctionServer functions;
  private final ModelServer models;
  private final Path folder;
  private final Map<String, String> environment;
  private final DatabaseAddress database;
  private Server server;

  private TestServer(Map<String, String> more) throws IOException {
    functions = new FunctionServer();
    models = new ModelServer();
    folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "e2e")), "server");
    writeWorkspace(folder, functions, models);
    environment = new HashMap<>(credentials(folder));
    database = TestDatabase.fresh();
    environment.put("PARLEY_DATABASE_URL", url(database));
    environment.put("PARLEY_BROWSER_WARM", "0");
    environment.put("PARLEY_VECTORS", "off");
    // Tests ask as often as they can.
    environment.put("PARLEY_ALLYSON_RATE", "0");
    environment.put("PARLEY_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    environment.putAll(more);
    server = open();
  }

  static TestServer start() {
    return start(Map.of());
  }

  /** With these settings besides the usual ones. */
  static TestServer start(Map<String, String> settings) {
    try {
      return new TestServer(settings);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Settings that fix every credential, and where the server finds its files. */
  static Map<String, String> credentials(Path folder) {
    return Map.of(
        "PARLEY_PORT",
        "0",
        "PARLEY_DATA_DIR",
        folder.resolve("data").toAbsolutePath().toString(),
        "PARLEY_WORKSPACE",
        folder.resolve("workspace").toAbsolutePath().toString(),
        "PARLEY_BOOTSTRAP_USER",
        "admin",
        "PARLEY_BOOTSTRAP_PASSWORD",
        "test-password",
        "PARLEY_BOOTSTRAP_API_KEY",
        "test-api-key",
        "PARLEY_BOOTSTRAP_TOKEN",
        TOKEN,
        "PARLEY_BOOTSTRAP_CLIENT_ID",
        CLIENT,
        "PARLEY_BOOTSTRAP_CLIENT_SECRET",
        SECRET,
        "OPENAI_API_KEY",
        "sk-test");
  }

  /** Copies the tests' workspace and fills in where its servers are. */
  static void writeWorkspace(Path folder, FunctionServer functions, ModelServer models)
      throws IOException {
    var source = Path.of("src", "test", "resources", "e2e");
    var workspace = folder.resolve("workspace").toAbsolutePath();
    try (var files = Files.walk(source)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var target = workspace.resolve(source.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(
            target,
            Files.readString(file)
                .replace("@FUNCTIONS@", functions.url())
                .replace("@MODELS@", models.url())
                .replace("@SCRIPTS@", workspace.resolve("scripts").toString()));
      }
    }
  }

  static String url(DatabaseAddress address) {
    return address
        .jdbcUrl()
        .replace(
            "jdbc:postgresql://",
            "postgresql://"
                + address.user()
                + ":"
                + encoded(String.valueOf(address.password()))
                + "@");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Server open() {
    var settings = ReadSettings.from(SettingSource.of(environment, folder.resolve("none.yaml")));
    return Server.start(settings, Server.Listener.SILENT);
  }

  /** Stops it and starts it again on the same database. */
  void restart() {
    restart(Map.of());
  }

  /** The same with settings that have changed. */
  void restart(Map<String, String> changed) {
    server.close();
    environment.putAll(changed);
    server = open();
  }

  FunctionServer functions() {
    return functions;
  }

  ModelServer models() {
    return models;
  }

  DatabaseAddress database() {
    return database;
  }

  /** Where its files are, none of which is the database. */
  Path data() {
    return folder.resolve("data");
  }

  Path workspace() {
    return folder.resolve("workspace");
  }

  /** What a command line on this server's machine runs in. */
  Map<String, String> local() {
    return Map.of(
        "PARLEY_DATA_DIR", folder.resolve("data").toAbsolutePath().toString(),
        "PARLEY_WORKSPACE", workspace().toAbsolutePath().toString());
  }

  String url() {
    return server.started().baseUrl();
  }

  /** Calls with the administrator's API token. */
  AipHttp client() {
    return new AipHttp(url(), TOKEN);
  }

  /** Calls with a fresh access token of the OAuth client, with these scopes or all. */
  AipHttp oauthClient(String... scopes) throws IOException, InterruptedException {
    return new AipHttp(url(), accessToken(scopes));
  }

  private String accessToken(String... scopes) throws IOException, InterruptedException {
    var form =
        "grant_type=client_credentials&client_id="
            + CLIENT
            + "&client_secret="
            + encoded(SECRET)
            + (scopes.length == 0 ? "" : "&scope=" + encoded(String.join(" ", scopes)));
    var reply = form("/multipass/api/oauth2/token", form);
    return ((JsonObject) Json.parse(reply)).text("access_token").orElseThrow();
  }

  void revoke(String token) throws IOException, InterruptedException {
    form(
        "/multipass/api/oauth2/revoke_token",
        "token=" + encoded(token) + "&client_id=" + CLIENT + "&client_secret=" + encoded(SECRET));
  }

  private String form(String path, String form) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(url() + path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString(form))
              .build();
      var reply = client.send(request, BodyHandlers.ofString());
      if (reply.statusCode() != 200) {
        throw new AssertionError(reply.statusCode() + " " + reply.body());
      }
      return reply.body();
    }
  }

  /** The path of a new session with this agent. */
  String session(String agent) throws IOException, InterruptedException {
    return session(client(), agent);
  }

  static String session(AipHttp client, String agent) throws IOException, InterruptedException {
    var reply = client.post("/agents/" + agent + "/sessions", "{}");
    if (reply.status() != 200) {
      throw new AssertionError(reply.text());
    }
    return "/agents/" + agent + "/sessions/" + reply.textAt("rid");
  }

  /** The body of a continue. */
  static String ask(String text) {
    return ask(text, "");
  }

  /** The body of a continue with more members, such as {@code "messageId":"…"}. */
  static String ask(String text, String more) {
    return "{\"userInput\":"
        + JsonObject.EMPTY.with("text", text)
        + (more.isEmpty() ? "" : "," + more)
        + "}";
  }

  static String uuid() {
    return UUID.randomUUID().toString();
  }

  @Override
  public void close() {
    server.close();
    functions.close();
    models.close();
  }
}
