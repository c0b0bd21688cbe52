package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/operations.md against the command line it speaks of. */
class OperationsTest {
  private static final Pattern COMMAND = Pattern.compile("\\./parley ([^\\n`#]+)");

  private static String help(String... words) {
    var screen = new Screen("", false);
    int code = Main.run(Map.of(), screen.terminal, words);
    var said = screen.out() + screen.err();
    assertThat(code).as(said).isZero();
    return said;
  }

  @Test
  void namesCommandsAndOptionsThatAreThere() throws Exception {
    var commands =
        COMMAND
            .matcher(Files.readString(Path.of("docs/operations.md")))
            .results()
            .map(found -> found.group(1).strip())
            .distinct()
            .toList();
    assertThat(commands).hasSizeGreaterThan(12);
    for (var command : commands) {
      var words = command.split(" ");
      boolean grouped = Arrays.asList("keys", "users", "clients", "blobs").contains(words[0]);
      var said = grouped ? help(words[0], words[1], "--help") : help(words[0], "--help");
      for (var word : words) {
        assertThat(!word.startsWith("--") || said.contains(word)).as(command).isTrue();
      }
    }
  }
}
