package dev.parley.chrome.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.NeedsChromium;
import dev.parley.chrome.TestBrowser;
import dev.parley.chrome.cdp.Browser;
import dev.parley.chrome.cdp.Connection;
import dev.parley.chrome.cdp.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@NullUnmarked
class RunningChromiumTest {
  private Path folder;

  @BeforeEach
  void makeFolder() throws Exception {
    folder = Files.createTempDirectory("parley-launch-test");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @AfterEach
  void removeFolder() {
    Trees.remove(folder);
  }

  private List<ProcessHandle> processes() {
    return ProcessHandle.allProcesses()
        .filter(one -> one.info().commandLine().orElse("").contains(folder.toString()))
        .filter(one -> !one.info().commandLine().orElse("").contains(Server.class.getName()))
        .toList();
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    var pause = new Cancel();
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      pause.pause(Duration.ofMillis(10));
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  @NeedsChromium
  void startsTheProgramItselfAndEndsIt() throws Exception {
    var executable = browser();
    assertThat(Wrapper.isScript(executable.path())).isFalse();
    try (var folders = BrowserFolders.in(folder)) {
      var chromium = RunningChromium.start(executable, folders);
      var connection = Connection.over(chromium.transport());
      var version =
          connection.browser().call(new Browser.GetVersion(), Duration.ofSeconds(20), new Cancel());
      assertThat(version.product()).contains("Chrome/");
      assertThat(chromium.memory()).isPositive();
      chromium.close();
      assertThat(processes()).isEmpty();
      assertThat(connection.isOpen()).isFalse();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @NeedsChromium
  @EnabledOnOs(OS.LINUX)
  void inheritsNothingOfTheServersEnvironment() throws Exception {
    var ours = new HashSet<>(System.getenv().keySet());
    ours.removeAll(List.of("PATH", "HOME", "TMPDIR", "LANG", "PWD", "OLDPWD", "SHLVL", "_"));
    assertThat(ours).isNotEmpty();
    try (var folders = BrowserFolders.in(folder);
        var _ = RunningChromium.start(browser(), folders)) {
      assertThat(processes()).isNotEmpty();
      for (var process : processes()) {
        var environment = Files.readString(Path.of("/proc/" + process.pid() + "/environ"));
        var theirs = environment.split("=[^\0]*\0?");
        assertThat(theirs).doesNotContainAnyElementsOf(ours);
      }
    }
  }

  @Test
  @NeedsChromium
  void startsInAFolderWithALongName() throws Exception {
    var deep = Files.createDirectory(folder.resolve("long-name".repeat(12)));
    Files.setPosixFilePermissions(deep, PosixFilePermissions.fromString("rwx--x--x"));
    try (var folders = BrowserFolders.in(deep)) {
      var chromium = RunningChromium.start(browser(), folders);
      var browser = Connection.over(chromium.transport()).browser();
      var version = browser.call(new Browser.GetVersion(), Duration.ofSeconds(20), new Cancel());
      assertThat(version.product()).contains("Chrome/");
      chromium.close();
    }
  }

  private Process startServer() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            Server.class.getName(),
            folder.toString(),
            browser().path().toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Executable browser() {
    return TestBrowser.FOUND.orElseThrow();
  }

  @Test
  @NeedsChromium
  void leavesNoOrphanWhenItsServerIsKilled() throws Exception {
    var server = startServer();
    List<ProcessHandle> all = List.of();
    try (var out = server.inputReader()) {
      assertThat(out.readLine()).isEqualTo("running");
      all = server.descendants().toList();
      assertThat(all).hasSizeGreaterThan(2).anyMatch(one -> isRenderer(one));
      assertThat(processes()).isNotEmpty();
      server.destroyForcibly();
      assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
      var left = List.copyOf(all);
      await(() -> left.stream().noneMatch(ProcessHandle::isAlive));
      await(() -> processes().isEmpty());
      // the next start removes what the killed one has left
      assertThat(folder).isNotEmptyDirectory();
      BrowserFolders.in(folder).close();
      assertThat(folder).isEmptyDirectory();
    } finally {
      server.destroyForcibly();
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  @NeedsChromium
  void runsUnprivilegedInASandboxAndAGroupOfItsOwn() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "only Linux tells in /proc");
    var server = startServer();
    try (var out = server.inputReader()) {
      assertThat(out.readLine()).isEqualTo("running");
      var browser = server.children().findFirst().orElseThrow();
      var renderer =
          browser.descendants().filter(RunningChromiumTest::isRenderer).findAny().orElseThrow();
      // fields of stat after the name: state, parent, group, session
      var stat = proc(browser, "stat").replaceFirst(".*\\) ", "").split(" ");
      assertThat(Long.parseLong(stat[2])).isEqualTo(browser.pid());
      assertThat(uid(browser)).isNotZero().isEqualTo(uid(renderer));
      assertThat(field(renderer, "Seccomp")).isEqualTo("2");
      assertThat(field(renderer, "NoNewPrivs")).isEqualTo("1");
      assertThat(field(renderer, "NSpid").split("\\s+"))
          .hasSizeGreaterThan(field(server.toHandle(), "NSpid").split("\\s+").length);
      assertThat(proc(renderer, "cmdline")).doesNotContain("--no-sandbox");
    } finally {
      server.destroyForcibly();
    }
    await(() -> processes().isEmpty());
  }

  private static boolean isRenderer(ProcessHandle process) {
    try {
      return proc(process, "cmdline").contains("--type=renderer");
    } catch (IOException gone) {
      return false;
    }
  }

  private static int uid(ProcessHandle process) throws IOException {
    return Integer.parseInt(field(process, "Uid").split("\\s+")[0]);
  }

  private static String field(ProcessHandle process, String name) throws IOException {
    return proc(process, "status")
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }

  private static String proc(ProcessHandle process, String file) throws IOException {
    return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
  }

  /** Another server that starts and ends. */
  static final class Sweeper {
    private Sweeper() {}

    public static void main(String[] arguments) throws Exception {
      BrowserFolders.in(Path.of(arguments[0])).close();
    }
  }

  /** What is killed, with a page open. */
  static final class Server {
    private static final Duration SOON = Duration.ofSeconds(20);

    private Server() {}

    public static void main(String[] arguments) throws Exception {
      var never = new Cancel();
      var folders = BrowserFolders.in(Path.of(arguments[0]));
      var executable = Executable.find(Path.of(arguments[1])).orElseThrow();
      var browser =
          Connection.over(RunningChromium.start(executable, folders).transport()).browser();
      var context = browser.call(new Target.CreateBrowserContext(true, null, null), SOON, never);
      browser.call(new Target.CreateTarget("about:blank", context, true, false), SOON, never);
      System.out.println("running");
      System.in.read();
    }
  }

  @Test
  void saysWhatToInstall() {
    assertThat(Executable.find(folder.resolve("nothing"))).isEmpty();
    assertThatThrownBy(() ->
            RunningChromium.start(
                new Executable(folder.resolve("nothing"), Executable.Kind.CHROMIUM),
                BrowserFolders.in(folder.resolve("missing"))))
        .isInstanceOf(java.io.IOException.class);
  }

  @Test
  void keepsTheFoldersOfALivingServer() throws Exception {
    try (var mine = BrowserFolders.in(folder)) {
      BrowserFolders.in(folder).close();
      assertThat(mine.top()).exists();
      // nor does another server take them for those of a dead one
      var another =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Sweeper.class.getName(),
                  folder.toString())
              .inheritIO()
              .start();
      assertThat(another.waitFor()).isZero();
      assertThat(mine.top()).exists();
    }
  }
}
