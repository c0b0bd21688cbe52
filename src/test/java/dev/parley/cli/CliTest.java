package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CliTest {
  private final Screen screen = new Screen("", false);
  private final List<String> done = new ArrayList<>();
  private final Cli cli =
      new Cli(
          screen.context(Map.of(), Path.of("nowhere")),
          List.of(
              new Subcommand("measure", "Measures.", false, words -> done.addAll(words) ? 3 : 4),
              new Subcommand("secretly", "Nothing.", true, _ -> 0)),
          Screen.NO_STOCK);

  @Test
  void showsAllCommandsButHiddenOnes() {
    assertThat(cli.run()).isZero();
    assertThat(screen.out())
        .contains("measure", "agents", "apply", "blobs", "chat", "keys", "run", "users");
    assertThat(screen.out()).doesNotContain("secretly");
  }

  @Test
  void handsOtherCommandsTheirWords() {
    assertThat(cli.run("measure", "--fast", "reads")).isEqualTo(3);
    assertThat(done).containsExactly("--fast", "reads");
  }

  @Test
  void showsWhatCanFollowAWord() {
    assertThat(cli.run("keys")).isZero();
    assertThat(screen.out()).contains("create", "list", "reset", "revoke");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(cli.run("agentz")).isEqualTo(2);
    assertThat(screen.err()).contains("agentz", "agents");
    assertThat(cli.run("keys", "create", "--nonsense")).isEqualTo(2);
  }

  @Test
  void linesUpColumnsAndDisarmsEscapes() {
    var table = new Table("A", "B");
    table.row("änderung", "\u001b[31mred");
    table.row("x", "y");
    table.print(screen.terminal.out());
    assertThat(screen.out()).isEqualTo("A         B\nänderung  [31mred\nx         y\n");
  }
}
