package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.parley.blob.S3Server;
import dev.parley.cli.Screen;
import dev.parley.postgres.Database;
import dev.parley.postgres.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What {@code ./parley serve} says when it cannot: what is wrong, and what to do about it. */
@Timeout(180)
class RefusedStartTest {
  private static final String KEY = "A".repeat(43) + "=";

  @TempDir private Path folder;

  /** A start begins the log anew, as a server's. */
  @AfterAll
  static void logAsOtherTestsDo() throws JoranException {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new ContextInitializer(context).autoConfig();
  }

  /** The lines below {@code Parley cannot start:}. */
  private List<String> refusal(Map<String, String> settings) {
    var lines = said(settings).lines().toList();
    assertThat(lines.getFirst()).isEqualTo("Parley cannot start:");
    return lines.subList(1, lines.size()).stream().map(String::strip).toList();
  }

  private String said(Map<String, String> settings) {
    var screen = refused(settings);
    assertThat(screen.out()).isEmpty();
    return screen.err().strip();
  }

  private Screen refused(Map<String, String> settings) {
    var environment = new HashMap<String, String>();
    environment.put("PARLEY_PORT", "0");
    environment.put("PARLEY_DATA_DIR", folder.resolve("data").toString());
    environment.putAll(settings);
    var screen = new Screen("", false);
    assertThat(Main.run(environment, screen.terminal, "serve")).isEqualTo(1);
    assertThat(screen.err()).doesNotContain("Exception", "dev.parley", "\tat ");
    return screen;
  }

  /** One sentence and a remedy, on one line. */
  private void assertRefused(Map<String, String> settings, String... parts) {
    assertThat(said(settings))
        .startsWith("Parley cannot start: ")
        .contains(parts)
        .doesNotContain("\n");
  }

  private Map<String, String> onTestDatabase(Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("PARLEY_DATABASE_URL", TestServer.url(TestDatabase.fresh()));
    settings.putIfAbsent("PARLEY_SECRET_KEY", KEY);
    return settings;
  }

  @Test
  void tellsAllBadSettingsAtOnce() {
    var faults =
        refusal(
            Map.of(
                "PARLEY_PORT", "eighty",
                "PARLEY_BASE_URL", "parley.example.com",
                "PARLEY_DATABASE_URL", "mysql://here/there",
                "PARLEY_DATABASE_CONNECTIONS", "1",
                "PARLEY_SESSION_RETENTION", "soon",
                "PARLEY_AIP_RATE", "-5",
                "PARLEY_LOG", "xml",
                "PARLEY_MODEL", "gpt-5",
                "PARLEY_BOOTSTRAP_USER", "a b"));
    assertThat(faults)
        .contains(
            "PARLEY_PORT must be a whole number from 0 to 65535",
            "PARLEY_LOG must be text or json",
            "PARLEY_SESSION_RETENTION must be a time such as 90s, 30m, 24h or 7d",
            "PARLEY_MODEL must be offline, scripted:<file>, openai:<model>, anthropic:<model>,"
                + " gemini:<model>, ollama:<model>, or one with an address, such as"
                + " openai@<base-url>:<model>")
        .anyMatch(line -> line.startsWith("PARLEY_BASE_URL must be an http or https address"))
        .anyMatch(line -> line.startsWith("PARLEY_DATABASE_URL "))
        .anyMatch(line -> line.startsWith("PARLEY_DATABASE_CONNECTIONS "))
        .anyMatch(line -> line.startsWith("PARLEY_AIP_RATE "))
        .anyMatch(line -> line.startsWith("PARLEY_BOOTSTRAP_USER "))
        .hasSize(9);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void asksForTheKeyOfTheModelItIsToUse() {
    assertThat(refusal(Map.of("PARLEY_MODEL", "openai:gpt-5")))
        .containsExactly("PARLEY_MODEL names a model of OpenAI, so OPENAI_API_KEY must be set too");
  }

  @Test
  void tellsAllFaultsOfAWorkspaceAtOnce() throws Exception {
    var agents = Files.createDirectories(folder.resolve("workspace/agents"));
    Files.writeString(agents.resolve("a.yaml"), "displayName: A\nmodell: offline\n");
    Files.writeString(agents.resolve("b.yaml"), "instructions: 5\n");
    var faults = refusal(Map.of("PARLEY_WORKSPACE", folder.resolve("workspace").toString()));
    assertThat(faults)
        .anyMatch(line -> line.contains("agents/a.yaml:2: unknown key 'modell'"))
        .anyMatch(line -> line.contains("agents/b.yaml:1: "));
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void namesTheWorkspaceThatIsNotThere() {
    var nowhere = folder.resolve("nowhere").toString();
    assertThat(said(onTestDatabase(Map.of("PARLEY_WORKSPACE", nowhere)))).contains(nowhere);
  }

  @Test
  void namesThePortThatIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var port = Integer.toString(taken.getLocalPort());
      var settings = onTestDatabase(Map.of("PARLEY_PORT", port));
      var first = refused(settings);
      assertThat(first.err().strip())
          .startsWith("Parley cannot start: Port " + port + " on 127.0.0.1 is in use")
          .contains("set PARLEY_PORT to another port")
          .doesNotContain("\n");
      // They are in the database now and will not be made again.
      assertThat(first.out()).contains("password", "API token", "client secret");
      assertThat(said(settings)).isEqualTo(first.err().strip());
    }
  }

  @Test
  void namesTheServerThatHasTheDataDirectory() {
    assumeFalse("installed".equals(System.getProperty("parley.test.postgres")));
    assertThat(TestDatabase.fresh()).isNotNull();
    var data = TestDatabase.folder().toString();
    assertRefused(
        Map.of("PARLEY_DATA_DIR", data),
        "Another Parley server (process " + ProcessHandle.current().pid() + ") is using " + data,
        "Stop that server, or set PARLEY_DATA_DIR to another folder");
  }

  @Test
  void namesTheBucketThatIsNotThere() {
    assertRefused(
        onTestDatabase(
            Map.of(
                "PARLEY_BLOB_URL", S3Server.url("not-there", S3Server.port()),
                "AWS_ACCESS_KEY_ID", S3Server.KEYS.accessKey(),
                "AWS_SECRET_ACCESS_KEY", S3Server.KEYS.secretKey())),
        "There is no bucket not-there",
        "Make it, or name another in PARLEY_BLOB_URL");
  }

  @Test
  void namesTheVersionOfADataDirectoryThatIsNotIts() throws IOException {
    var cluster = Files.createDirectories(folder.resolve("data/postgres/cluster"));
    Files.writeString(cluster.resolve("PG_VERSION"), "17\n");
    assertRefused(Map.of(), "of PostgreSQL 17", "runs PostgreSQL 18", "set PARLEY_DATA_DIR");
  }

  @Test
  void namesADatabaseThatIsTooOld() throws IOException {
    try (var old = new OldPostgres("14.9")) {
      assertRefused(
          Map.of("PARLEY_DATABASE_URL", old.url(), "PARLEY_SECRET_KEY", KEY),
          "is PostgreSQL 14; Parley needs 15 or newer",
          "PARLEY_DATABASE_URL");
    }
  }

  @Test
  void namesADatabaseOfANewerParley() throws Exception {
    var address = TestDatabase.fresh();
    Database.open(address, 2).close();
    try (var connection =
            DriverManager.getConnection(
                address.jdbcUrl(),
                Objects.requireNonNull(address.user()),
                Objects.requireNonNull(address.password()));
        var statement = connection.createStatement()) {
      statement.execute(
          """
          insert into flyway_schema_history (installed_rank, version, description, type, script,
            checksum, installed_by, execution_time, success)
          values (1000, '1000', 'later', 'SQL', 'V1000__later.sql', 1, 'x', 1, true)
          """);
    }
    assertRefused(
        Map.of("PARLEY_DATABASE_URL", TestServer.url(address), "PARLEY_SECRET_KEY", KEY),
        "newer Parley",
        "restore a backup to go back");
  }

  @Test
  void namesADatabaseThatDoesNotAnswer() {
    assertRefused(
        Map.of(
            "PARLEY_DATABASE_URL",
            "postgresql://ann:hush@127.0.0.1:1/parley",
            "PARLEY_SECRET_KEY",
            KEY),
        "No connection to the database at",
        "Check PARLEY_DATABASE_URL");
  }

  /** In a mount namespace of its own, so that the full disk is a real one and nobody else's. */
  @ParameterizedTest
  @ValueSource(strings = {"8m", "90m"})
  void saysThatTheDiskIsFull(String size) throws Exception {
    var data = Files.createDirectory(folder.resolve("data"));
    var script =
        "mount -t tmpfs -o size=%s none '%s' || exit 77; exec \"$@\"".formatted(size, data);
    var builder =
        new ProcessBuilder(
            "unshare",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            script,
            "sh",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            ServerProcess.classPath(),
            Main.class.getName(),
            "serve");
    builder.environment().put("PARLEY_DATA_DIR", data.toString());
    builder.environment().put("PARLEY_PORT", "0");
    Process server;
    try {
      server = builder.directory(folder.toFile()).start();
    } catch (IOException missing) {
      abort("skipped, there is no unshare here");
      return;
    }
    var said = new String(server.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = server.waitFor();
    assumeTrue(code == 1, "skipped, nothing can be mounted here: " + said);
    assertThat(said.strip())
        .startsWith("Parley cannot start: The disk of " + data)
        .endsWith(
            " is full. Free some space (300 MB at least), or set PARLEY_DATA_DIR to a folder on"
                + " another disk.");
  }

  @Test
  void asksForTheKeyThatAllServersOnADatabaseShare() {
    var settings = onTestDatabase(Map.of());
    settings.remove("PARLEY_SECRET_KEY");
    assertRefused(settings, "PARLEY_SECRET_KEY");
  }
}
