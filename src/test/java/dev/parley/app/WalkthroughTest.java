package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that a page of documentation shows, done as it stands there. */
class WalkthroughTest {
  private static final Pattern COMMAND = Pattern.compile("\\./parley ([a-z]+[^\\n`#|;&>)]*)");
  private static final Set<String> GROUPS = Set.of("keys", "users", "clients", "blobs");

  static List<Path> pages() throws IOException {
    var pages = new ArrayList<Path>();
    for (var file : Page.all()) {
      var blocks = Page.read(file).blocks();
      if (blocks.stream().anyMatch(Page.Block::isToBeRun)) {
        pages.add(file);
      }
    }
    return pages;
  }

  @ParameterizedTest
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  @MethodSource("pages")
  void everythingThatAPageTellsToDoCanBeDone(Path file) throws Exception {
    try (var walkthrough = new Walkthrough(Page.read(file))) {
      walkthrough.walk();
    }
  }

  /** What is in no block of the shell is run by nobody. */
  @Test
  void commandsStandInBlocksThatAreRun() throws IOException {
    for (var file : Page.all()) {
      for (var block : Page.read(file).blocks()) {
        boolean command = block.text().lines().anyMatch(line -> line.startsWith("./parley "));
        assertThat(block.isShell() || !command).as(file + ":" + block.line()).isTrue();
      }
    }
  }

  @Test
  void commandsAndOptionsInThePagesAreThere() throws IOException {
    var commands = new TreeSet<String>();
    for (var file : Page.all()) {
      COMMAND
          .matcher(Files.readString(file).replaceAll("\\\\\\n\\s*", ""))
          .results()
          .forEach(found -> commands.add(found.group(1).replaceAll("\"[^\"]*\"", "x").strip()));
    }
    assertThat(commands).hasSizeGreaterThan(40);
    for (var command : commands) {
      var words = command.split("\\s+");
      if (!words[0].equals("test") && !words[0].equals("serve") && !words[0].equals("bench")) {
        boolean grouped = GROUPS.contains(words[0]) && words.length > 1;
        var said = grouped ? help(words[0], words[1], "--help") : help(words[0], "--help");
        for (var word : words) {
          assertThat(!word.startsWith("--") || said.contains(word)).as(command).isTrue();
        }
      }
    }
  }

  private static String help(String... words) {
    var screen = new Screen("", false);
    int code = Main.run(Map.of(), screen.terminal, words);
    var said = screen.out() + screen.err();
    assertThat(code).as(String.join(" ", words) + ": " + said).isZero();
    return said;
  }
}
