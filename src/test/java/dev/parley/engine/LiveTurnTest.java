package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.AgentRid;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.session.SessionKey;
import dev.parley.trace.Turn;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LiveTurnTest {
  private final LiveTurn turn =
      new LiveTurn(
          new Turn.Ids(
              TurnId.random(),
              new SessionKey(SessionId.random(), UserId.random(), AgentRid.named("a")),
              TraceId.random(),
              null));

  private LiveTurn.Next next(int position) throws InterruptedException {
    return turn.next(position, Duration.ZERO);
  }

  /** A cancelled stream ends normally, however late its reader comes (contract §2.11). */
  @Test
  void endsForASlowReaderThoughItsModelCallIsGivenUpAfterwards() throws Exception {
    turn.append("Partial ");
    assertThat(next(0)).isEqualTo(new LiveTurn.Next.Text("Partial "));
    turn.end(new TurnEnd.Cancelled());
    turn.tearTo(0);
    assertThat(next(8)).isEqualTo(new LiveTurn.Next.End(new TurnEnd.Cancelled()));
  }

  @Test
  void isTornForWhoeverHasTextThatIsMadeAgain() throws Exception {
    turn.append("Partial ");
    assertThat(next(0)).isEqualTo(new LiveTurn.Next.Text("Partial "));
    turn.tearTo(0);
    assertThat(next(8)).isInstanceOf(LiveTurn.Next.Torn.class);
    assertThat(next(0)).isInstanceOf(LiveTurn.Next.Silence.class);
  }
}
