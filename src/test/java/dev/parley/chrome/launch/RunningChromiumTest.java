package dev.parley.chrome.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.NeedsChromium;
import dev.parley.chrome.cdp.Browser;
import dev.parley.chrome.cdp.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@NeedsChromium
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
  void startsTheProgramItselfAndEndsIt() throws Exception {
    var executable = Executable.find(null).orElseThrow();
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
  void leavesNoOrphanWhenItsServerIsKilled() throws Exception {
    var server =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Server.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = server.inputReader()) {
      assertThat(out.readLine()).isEqualTo("running");
      assertThat(processes()).isNotEmpty();
      server.destroyForcibly();
      assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
      await(() -> processes().isEmpty());
      // the next start removes what the killed one has left
      assertThat(folder).isNotEmptyDirectory();
      BrowserFolders.in(folder).close();
      assertThat(folder).isEmptyDirectory();
    } finally {
      server.destroyForcibly();
    }
  }

  /** What is killed. */
  static final class Server {
    private Server() {}

    public static void main(String[] arguments) throws Exception {
      var folders = BrowserFolders.in(Path.of(arguments[0]));
      var chromium = RunningChromium.start(Executable.find(null).orElseThrow(), folders);
      Connection.over(chromium.transport())
          .browser()
          .call(new Browser.GetVersion(), Duration.ofSeconds(20), new Cancel());
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
    }
  }
}
