package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Claim;
import dev.parley.engine.Journal.Ending;
import dev.parley.engine.NewTurn;
import dev.parley.id.NodeId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.trace.Answer;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.Work.ModelWork;
import dev.parley.webagent.Errand;
import dev.parley.webagent.Order.Wishes;
import dev.parley.webagent.WebSession.Source;
import dev.parley.webagent.WebSessions.Fresh;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CheckpointRowsTest {
  private static final Database DATABASE = TestDatabase.open();
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final NodeId node = NodeId.random();
  private final TurnRows journal = new TurnRows(DATABASE, () -> NOW);
  private final CheckpointRows rows = new CheckpointRows(DATABASE, () -> NOW, () -> node);
  private final CheckpointRows others = new CheckpointRows(DATABASE, () -> NOW, NodeId::random);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private Turn.Ids begun() {
    var errand = new Errand("Buy", "", 30, null, null, List.of(), Errand.Globals.NONE, Wishes.NONE);
    var fresh = new Fresh(UserId.random(), Source.API, errand, new byte[0], null);
    var key = new WebSessionRows(DATABASE, () -> NOW).create(fresh).kept().key();
    var ids = new Turn.Ids(TurnId.random(), key, TraceId.random(), null);
    var _ =
        journal.accept(
            node, new NewTurn(ids, new TurnInput("Buy", Map.of(), null), new ModelWork()));
    return ids;
  }

  @Test
  void keepsTheNewestOfEachTurn() {
    var turn = begun().turn();
    var other = begun().turn();
    assertThat(rows.latest(turn)).isEmpty();
    rows.save(turn, new byte[] {1});
    rows.save(turn, new byte[] {2, 3});
    rows.save(other, new byte[] {4});
    assertThat(rows.latest(turn)).hasValue(new byte[] {2, 3});
    assertThat(rows.latest(other)).hasValue(new byte[] {4});
  }

  @Test
  void takesNoneFromANodeThatHasNotGotTheTurn() {
    var turn = begun().turn();
    others.save(turn, new byte[] {9});
    assertThat(rows.latest(turn)).isEmpty();
    rows.save(turn, new byte[] {1});
    others.save(turn, new byte[] {9});
    assertThat(rows.latest(turn)).hasValue(new byte[] {1});
    journal.release(node, List.of(turn));
    rows.save(turn, new byte[] {2});
    assertThat(rows.latest(turn)).hasValue(new byte[] {1});
  }

  @Test
  void takesNoneOnceTheTurnIsOver() {
    var turn = begun().turn();
    rows.save(turn, new byte[] {1});
    var answer = new Answer("{\"text\":\"ok\",\"success\":true}", Map.of(), null, false);
    assertThat(journal.finish(new Claim(turn, node, 1), List.of(), new Ending(answer, null)))
        .isTrue();
    rows.save(turn, new byte[] {2});
    assertThat(rows.latest(turn)).hasValue(new byte[] {1});
    var unknown = TurnId.random();
    rows.save(unknown, new byte[] {3});
    assertThat(rows.latest(unknown)).isEmpty();
  }

  @Test
  void goesWithItsTurn() {
    var ids = begun();
    rows.save(ids.turn(), new byte[] {1});
    assertThat(journal.delete(ids.session())).isPresent();
    assertThat(rows.latest(ids.turn())).isEmpty();
  }
}
