package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.VersionNumber;
import dev.parley.engine.NewTurn;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.MessageId;
import dev.parley.id.NodeId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.session.Sessions.NewSession;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.Work.ModelWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TurnReadsTest {
  private final DatabaseAddress address = TestDatabase.fresh();
  @AutoClose private final Database database = Database.open(address, 4);
  private final SessionRows sessions = new SessionRows(database, Instant::now);
  private final TurnRows journal = new TurnRows(database, Instant::now);
  private final TurnReads reads = new TurnReads(database, Instant::now);
  private final NodeRows nodes = new NodeRows(database, address);
  private final NodeId node = NodeId.random();
  private final MessageId message = MessageId.random();

  private NewTurn accepted() {
    var key =
        sessions
            .create(
                new NewSession(
                    new UserId(UUID.randomUUID()),
                    ClientId.USER_TOKENS,
                    AgentRid.named("queued"),
                    new VersionNumber(1, 0),
                    "Title",
                    Duration.ofDays(1)))
            .key();
    var ids = new Turn.Ids(TurnId.random(), key, TraceId.random(), message);
    var turn = new NewTurn(ids, new TurnInput("Hi", Map.of(), null), new ModelWork());
    var _ = journal.accept(node, turn);
    return turn;
  }

  @Test
  void countsTheTurnsThatNobodyRuns() {
    nodes.join(node, Duration.ofMinutes(1));
    var turn = accepted();
    assertThat(reads.backlog().unclaimed()).isZero();
    nodes.leave(node);
    assertThat(reads.backlog().unclaimed()).isOne();
    nodes.join(node, Duration.ofMinutes(1));
    journal.release(node, List.of(turn.ids().turn()));
    assertThat(reads.backlog().unclaimed()).isOne();
    assertThat(journal.cancel(turn.session(), message, null)).isPresent();
    assertThat(reads.backlog().unclaimed()).isZero();
  }
}
