package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.NeedsChromium;
import dev.parley.chrome.TestBrowser;
import dev.parley.cli.Cli;
import dev.parley.cli.Context;
import dev.parley.cli.Screen;
import dev.parley.cli.Subcommand;
import dev.parley.cli.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir private Path folder;

  private record Told(int code, String text) {
    String line(String subject) {
      return text.lines()
          .filter(line -> line.substring(1).strip().startsWith(subject + " "))
          .findFirst()
          .orElseThrow(() -> new AssertionError("nothing of " + subject + " in\n" + text));
    }
  }

  /** Where what is asked is something else: nothing is unpacked and no browser started. */
  private static final Map<String, String> NEITHER_DATABASE_NOR_BROWSER =
      Map.of(
          "PARLEY_DATABASE_URL", "postgresql://127.0.0.1:1/none", "PARLEY_CHROMIUM", "/bin/true");

  /** The browser's user and that of the database must get through to what lies here. */
  @BeforeEach
  void open() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Map<String, String> settings(Map<String, String> more) {
    var all = new HashMap<>(Map.of("PARLEY_DATA_DIR", data().toString(), "PARLEY_PORT", "0"));
    all.putAll(more);
    return all;
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** The command as it is called, in a process of its own. */
  private Told doctor(Map<String, String> more) throws Exception {
    var real = System.getProperty("surefire.test.class.path");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                real != null ? real : System.getProperty("java.class.path") + File.pathSeparator,
                Main.class.getName(),
                "doctor")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PARLEY_"));
    builder.environment().putAll(settings(more));
    var process = builder.start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Told(process.exitValue(), text);
  }

  /** The command in this process, with little patience. */
  private Told impatient(Map<String, String> more, String... words) {
    var all = new HashMap<>(NEITHER_DATABASE_NOR_BROWSER);
    all.putAll(more);
    return inHere(all, words);
  }

  private Told inHere(Map<String, String> more, String... words) {
    var told = new ByteArrayOutputStream();
    var stream = new PrintStream(told, true, StandardCharsets.UTF_8);
    var terminal =
        new Terminal(new BufferedReader(new StringReader("")), stream, stream, false, false);
    var diagnose = new Diagnose(settings(more), terminal, Duration.ofSeconds(1));
    var doctor = new Subcommand("doctor", "Looks.", false, diagnose::run);
    var cli =
        new Cli(new Context(Map.of(), data(), folder, terminal), List.of(doctor), Screen.NO_STOCK);
    var all = new String[words.length + 1];
    all[0] = "doctor";
    System.arraycopy(words, 0, all, 1, words.length);
    return new Told(cli.run(all), told.toString(StandardCharsets.UTF_8));
  }

  @Test
  @NeedsChromium
  void findsNothingWrongAndLeavesNothingBehind() throws Exception {
    var told = doctor(Map.of("PARLEY_CHROMIUM", browser().toString()));
    assertThat(told.code).as(told.text).isZero();
    assertThat(told.line("JDK")).startsWith("✓").contains(System.getProperty("java.vendor"));
    assertThat(told.line("data folder")).startsWith("✓").contains(data().toString(), "free");
    assertThat(told.line("database")).startsWith("✓").contains("PostgreSQL 18");
    assertThat(told.line("model")).startsWith("✓").contains("offline");
    assertThat(told.line("port")).startsWith("✓");
    assertThat(told.line("browser"))
        .startsWith("✓")
        .contains(browser().toString(), "Chrome/", "opened a page", "runs as");
    assertThat(told.text).contains("shared memory", "fonts", "'./parley serve' can run");
    assertThat(folder).isEmptyDirectory();
  }

  private static Path browser() {
    return TestBrowser.FOUND.orElseThrow().path();
  }

  @Test
  void refusesABrowserThatIsNotThere() throws Exception {
    var told =
        doctor(
            Map.of(
                "PARLEY_CHROMIUM",
                folder.resolve("nothing").toString(),
                "PARLEY_DATABASE_URL",
                "postgresql://127.0.0.1:1/none"));
    assertThat(told.code).isEqualTo(1);
    assertThat(told.line("settings")).startsWith("✗").contains("PARLEY_CHROMIUM", "leave it out");
  }

  @Test
  void doubtsAProgramThatIsNoBrowser() throws Exception {
    var told = doctor(Map.of("PARLEY_CHROMIUM", "/bin/true"));
    assertThat(told.code).as(told.text).isZero();
    assertThat(told.line("browser"))
        .startsWith("!")
        .contains("/bin/true", "ended at once", "PARLEY_CHROMIUM");
    assertThat(told.text).contains("not all of it will work");
  }

  @Test
  @Timeout(20)
  void waitsOnlySoLongForAProgramThatNeverAnswers() throws IOException {
    // without a first line that names a shell it is run by one, and taken for the program itself
    var silent = Files.writeString(folder.resolve("silent"), "exec sleep 300\n");
    Files.setPosixFilePermissions(silent, PosixFilePermissions.fromString("rwxr-xr-x"));
    var told = impatient(Map.of("PARLEY_CHROMIUM", silent.toString()));
    assertThat(told.line("browser")).startsWith("!").contains("did not answer within 1 s");
    assertThat(ProcessHandle.current().descendants().map(one -> one.info().arguments()))
        .noneMatch(words -> words.isPresent() && List.of(words.get()).contains("300"));
  }

  @Test
  void tellsEveryFaultAndNoSecret() {
    var told =
        impatient(
            Map.of(
                "PARLEY_BROWSER_SESSIONS", "none",
                "PARLEY_BROWSER_UPSTREAM_PROXY", "socks://user:swordfish@host",
                "PARLEY_BROWSER_CDP_URL", "ws://user:swordfish@127.0.0.1:1/",
                "PARLEY_BROWSER_SESION", "3",
                "PARLEY_DATABASE_URL", "postgresql://user:swordfish@127.0.0.1:1/name",
                "PARLEY_MODEL", "openai@http://user:swordfish@127.0.0.1:1/v1:m",
                "OPENAI_API_KEY", "swordfish"));
    assertThat(told.code).isEqualTo(1);
    assertThat(told.text)
        .doesNotContain("swordfish")
        .contains(
            "✗ settings       PARLEY_BROWSER_SESSIONS must be", "PARLEY_BROWSER_UPSTREAM_PROXY")
        .contains("! settings       PARLEY_BROWSER_SESION is no setting");
    assertThat(told.line("database")).startsWith("✗").contains("Check PARLEY_DATABASE_URL");
    assertThat(told.line("secret key")).startsWith("✗").contains("PARLEY_SECRET_KEY");
    assertThat(told.line("browser")).startsWith("!").contains("none answers at 127.0.0.1:1");
    assertThat(told.line("model")).startsWith("✓").contains("OPENAI_API_KEY is set");
  }

  @Test
  void doubtsAModelWithoutItsKey() {
    var told = impatient(Map.of("PARLEY_MODEL", "openai:gpt-5"));
    assertThat(told.line("model")).startsWith("!").contains("OPENAI_API_KEY");
    assertThat(impatient(Map.of("PARLEY_MODEL", "nonsense")).line("model")).contains("offline");
  }

  @Test
  void refusesAPortInUseAndADataFolderThatIsAFile() throws IOException {
    Files.writeString(data(), "");
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var told = impatient(Map.of("PARLEY_PORT", Integer.toString(taken.getLocalPort())));
      assertThat(told.code).isEqualTo(1);
      assertThat(told.line("port")).startsWith("✗").contains("in use", "PARLEY_PORT");
      assertThat(told.line("data folder")).startsWith("✗").contains("PARLEY_DATA_DIR");
    }
  }

  @Test
  void knowsTheServerThatRunsHere() {
    try (var server = TestServer.start()) {
      var port = server.url().replaceFirst(".*:", "").replaceFirst("/.*", "");
      var here = server.workspace().resolveSibling("data").toString();
      var told = impatient(Map.of("PARLEY_DATA_DIR", here, "PARLEY_PORT", port));
      assertThat(told.line("port")).startsWith("✓").contains("runs already", ":" + port);
      assertThat(impatient(Map.of("PARLEY_PORT", port)).line("port")).startsWith("✗");
    }
  }

  @Test
  void explainsItself() {
    assertThat(impatient(Map.of(), "--help").code).isZero();
    var told = impatient(Map.of(), "--fix");
    assertThat(told.code).isEqualTo(2);
    assertThat(told.text).contains("--install", "--models").hasLineCount(1);
    assertThat(impatient(Map.of(), "--models", "offline").line("model")).startsWith("✓");
  }
}
