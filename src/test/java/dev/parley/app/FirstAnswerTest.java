package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.Screen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first answer from documents of the README, by the lines that stand there. */
class FirstAnswerTest {
  private static final Pattern BLOCKS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PIPED = Pattern.compile("echo \"(.*)\" \\| ./parley (.*)\n");

  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            Map.of("PARLEY_WORKSPACE", "workspace", "PARLEY_BOOTSTRAP_TOKEN", "my-token"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<String> blocks() throws Exception {
    var text = Files.readString(Path.of("README.md"));
    var section = text.split("## Answers from documents\n", 2)[1].split("\n## ", 2)[0];
    return BLOCKS.matcher(section).results().map(found -> found.group(1)).toList();
  }

  @Test
  void answersInTheTerminal() throws Exception {
    var line = PIPED.matcher(blocks().getFirst());
    assertThat(line.matches()).isTrue();
    var screen = new Screen(line.group(1) + "\n", false);
    var environment = new HashMap<>(server.local());
    assertThat(Main.run(environment, screen.terminal, line.group(2).split(" "))).isZero();
    assertThat(screen.out())
        .contains("25 days of annual leave", "<citation><name>Leave › Annual leave</name>");
  }

  @Test
  void answersOverTheApi() throws Exception {
    var lines = blocks().get(1);
    assertThat(lines).contains("http://127.0.0.1:8080");
    var process =
        new ProcessBuilder("sh", "-e", "-c", lines.replace("http://127.0.0.1:8080", server.url()))
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("hotline +49 30 555 0147")
          .contains("<href>documents/handbook/security.md#lost-devices</href>");
    } finally {
      process.destroyForcibly();
    }
  }
}
