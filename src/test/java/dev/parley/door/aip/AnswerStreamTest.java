package dev.parley.door.aip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.ScriptedTurn;
import dev.parley.engine.TurnEnd;
import dev.parley.http.Output;
import dev.parley.http.StreamBroken;
import dev.parley.id.AgentRid;
import dev.parley.id.SessionId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.session.SessionKey;
import dev.parley.trace.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {
  private final ScriptedTurn turn =
      new ScriptedTurn(
          new Turn.Ids(
              TurnId.random(),
              new SessionKey(SessionId.random(), UserId.random(), AgentRid.named("a")),
              Samples.TRACE,
              null));

  /** What came out, without a wire; each event may lead to the next one. */
  private static final class Written implements Output {
    private final Runnable onOpen;
    private final Runnable onPiece;
    private final List<String> pieces = new ArrayList<>();
    private boolean opened;

    Written(Runnable onOpen, Runnable onPiece) {
      this.onOpen = onOpen;
      this.onPiece = onPiece;
    }

    @Override
    public void open() {
      opened = true;
      onOpen.run();
    }

    @Override
    public void write(byte[] piece) {
      if (piece.length > 0) {
        opened = true;
        pieces.add(new String(piece, StandardCharsets.UTF_8));
        onPiece.run();
      }
    }

    @Override
    public void write(byte[] piece, Duration atMost) {
      write(piece);
    }

    @Override
    public boolean opened() {
      return opened;
    }
  }

  private static void nothing() {}

  @Test
  void neverCutsInsideACodePoint() throws InterruptedException {
    turn.say("a\ud83d");
    var output =
        new Written(AnswerStreamTest::nothing, () -> turn.say("\ude00b").answer("a\ud83d\ude00b"));
    new AnswerStream(turn.live()).write(output);
    assertThat(output.pieces).containsExactly("a", "\ud83d\ude00b");
  }

  @Test
  void sendsHeadersWhenTheFirstTextIsLate() throws InterruptedException {
    var output = new Written(() -> turn.say("late").answer("late"), AnswerStreamTest::nothing);
    new AnswerStream(turn.live(), Duration.ZERO).write(output);
    assertThat(output.pieces).containsExactly("late");
  }

  @Test
  void sendsNoHeadersBeforeTheFirstTextInTime() throws InterruptedException {
    turn.answer("");
    var output = new Written(AnswerStreamTest::nothing, AnswerStreamTest::nothing);
    new AnswerStream(turn.live()).write(output);
    assertThat(output.opened()).isFalse();
  }

  @Test
  void breaksWhenTextThatWasSentIsVoid() {
    turn.say("void");
    var output = new Written(AnswerStreamTest::nothing, () -> turn.tearTo(0));
    assertThatThrownBy(() -> new AnswerStream(turn.live()).write(output))
        .isInstanceOf(StreamBroken.class);
  }

  @Test
  void goesOnWhenVoidTextWasNotSentYet() throws InterruptedException {
    turn.say("void").tearTo(0).say("good").end(new TurnEnd.Cancelled());
    var output = new Written(AnswerStreamTest::nothing, AnswerStreamTest::nothing);
    new AnswerStream(turn.live()).write(output);
    assertThat(output.pieces).containsExactly("good");
  }
}
