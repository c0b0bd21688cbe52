package dev.parley.chrome.cdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.NeedsChromium;
import dev.parley.chrome.TestBrowser;
import dev.parley.chrome.launch.Executable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebSocketTransportTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** A browser as somebody else would run it. */
  private static Process remote(Path home) throws IOException {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    var script =
        "[ $(id -u) = 0 ] && s='setpriv --reuid=65534 --regid=65534 --clear-groups';"
            + " HOME=$1 exec $s \"$2\" --headless --remote-debugging-port=0"
            + " --disable-background-networking --disable-component-update --no-first-run"
            + " --user-data-dir=$1/profile";
    var program = TestBrowser.FOUND.map(Executable::path).orElseThrow().toString();
    return new ProcessBuilder("sh", "-c", script, "sh", home.toString(), program)
        .redirectErrorStream(true)
        .start();
  }

  private static URI address(Process process) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains("ws://")) {
        return URI.create(line.substring(line.indexOf("ws://")).strip());
      }
    }
    throw new IOException("it did not start");
  }

  @Test
  @NeedsChromium
  void speaksToABrowserElsewhere() throws Exception {
    var home = Files.createTempDirectory("parley-remote");
    var process = remote(home);
    try {
      var address = address(process);
      var http = URI.create("http://" + address.getAuthority());
      for (var way : new URI[] {address, http}) {
        try (var connection = Connection.over(WebSocketTransport.connect(way))) {
          var version = connection.browser().call(new Browser.GetVersion(), SOON, new Cancel());
          assertThat(version.product()).contains("Chrome/");
        }
      }
      var connection = Connection.over(WebSocketTransport.connect(address));
      var closed = new CountDownLatch(1);
      connection.onClosed(_ -> closed.countDown());
      // not Browser.Close: an end right behind a message is one that the JDK's client may miss
      process.destroyForcibly();
      assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      dev.parley.chrome.launch.Trees.remove(home);
    }
  }

  @Test
  void saysWhereNobodyAnswers() {
    assertThatThrownBy(() -> WebSocketTransport.connect(URI.create("ws://u:secret@127.0.0.1:1/")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageNotContaining("secret");
  }
}
