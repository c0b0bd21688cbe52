package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatTest {
  private final List<Integer> left = new ArrayList<>();
  private TalkingServer server;
  private Remote remote;

  @BeforeEach
  void open() throws Exception {
    server = new TalkingServer();
    remote = new Remote(server.address());
  }

  @AfterEach
  void close() {
    remote.close();
    server.close();
  }

  private Chat chat(Screen screen) {
    return new Chat(screen.terminal, remote, left::add);
  }

  @Test
  void answersPipedLinesOneByOne() {
    var screen = new Screen("Hi\n\nand bye", false);
    assertThat(chat(screen).run(null, null)).isZero();
    assertThat(screen.out()).isEqualTo("You said Hi.\nYou said and bye.\n");
    assertThat(screen.err()).contains("Talking to Ann", "(mood = grand)");
  }

  @Test
  void goesOnAfterAFailureAndTellsOfItInTheEnd() {
    var screen = new Screen("fail\nHi\n", false);
    assertThat(chat(screen).run("bob", null)).isEqualTo(1);
    assertThat(screen.err()).contains("The model is tired.");
    assertThat(screen.out()).contains("You said Hi.");
  }

  @Test
  void asksAPersonWhichAgent() {
    var screen = new Screen("9\n2\nHi\n", true);
    assertThat(chat(screen).run(null, null)).isZero();
    assertThat(screen.out())
        .contains("1  Ann", "2  Bob", "Which one?", "You said Hi.", "./parley chat --session");
  }

  @Test
  void stopsTheAnswerAtTheFirstCtrlCAndLeavesAtTheSecond() throws Exception {
    var screen = new Screen("endless\nHi\n", true);
    var chat = chat(screen);
    var code = CompletableFuture.supplyAsync(() -> chat.run("ann", null));
    assertThat(server.talking.await(20, TimeUnit.SECONDS)).isTrue();

    chat.interrupted();

    assertThat(code.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(screen.err()).contains("(stopped)");
    assertThat(screen.out()).contains("You said Hi.");
    assertThat(left).isEmpty();
    chat.interrupted();
    assertThat(left).containsExactly(130);
  }

  @Test
  void endsAStoppedPipeWithTheCodeOfCtrlC() throws Exception {
    var chat = chat(new Screen("endless\nHi\n", false));
    var code = CompletableFuture.supplyAsync(() -> chat.run("ann", null));
    assertThat(server.talking.await(20, TimeUnit.SECONDS)).isTrue();
    chat.interrupted();
    assertThat(code.get(20, TimeUnit.SECONDS)).isEqualTo(130);
  }

  @Test
  void namesTheAgentsThereAreWhenNoneFits() {
    var screen = new Screen("", false);
    assertThat(chat(screen).run("eve", null)).isEqualTo(1);
    assertThat(screen.err()).contains("No agent is called 'eve'", "Ann, Bob");
  }
}
