package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.chrome.NeedsChromium;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first task of the README, by the lines that stand there. */
@NeedsChromium
class FirstTaskTest {
  private static final Pattern BLOCKS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern KEY = Pattern.compile("PARLEY_BOOTSTRAP_API_KEY=(\\S+)");

  @TempDir private Path folder;

  /** The blocks of commands in a section. */
  private static List<String> blocks(String title) throws Exception {
    var text = Files.readString(Path.of("README.md"));
    var section = text.split("## " + title + "\n", 2)[1].split("\n## ", 2)[0];
    return BLOCKS.matcher(section).results().map(found -> found.group(1)).toList();
  }

  @Test
  void doesTheTaskOfTheReadmeByItsOwnLines() throws Exception {
    var blocks = blocks("A first task in a browser");
    var key = KEY.matcher(blocks.getFirst());
    assertThat(key.find()).isTrue();
    try (var server = TestServer.start(Map.of("PARLEY_BOOTSTRAP_API_KEY", key.group(1)))) {
      var lines = blocks.get(1);
      assertThat(lines).contains("http://127.0.0.1:8080");
      var output = run(lines.replace("http://127.0.0.1:8080", server.url()));
      assertThat(output).contains("ESP32").containsPattern("\\d+\\.\\d\\d €");
    }
  }

  /** Its pages could not reach the shop: the shop was known by that name, and opened by address. */
  @Test
  void findsItsOwnShopWhenTheServerListensByName() throws Exception {
    var settings = Map.of("PARLEY_HOST", "localhost", "PARLEY_BOOTSTRAP_API_KEY", WebTask.KEY);
    try (var server = TestServer.start(settings)) {
      var task =
          WebTask.start(
              WebTask.client(server.url()), "Find the price of the ESP32 and save it to a.txt");
      assertThat(task.ended().toString()).contains("a.txt", "\"success\":true");
      var trace = task.http().get("/v1/sessions/" + task.id() + "/trace");
      assertThat(trace.json().text("status")).contains("COMPLETE");
      assertThat(trace.text())
          .contains("\"toolCallGroups\":[{\"toolCalls\":[{", "\"name\":\"save_to_file\"")
          .doesNotContain("untrusted");
    }
  }

  private String run(String lines) throws Exception {
    var process =
        new ProcessBuilder("sh", "-e", "-c", lines)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }
}
