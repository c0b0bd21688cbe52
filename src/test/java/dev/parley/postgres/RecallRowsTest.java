package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.VersionNumber;
import dev.parley.conversation.Recall.Exchange;
import dev.parley.conversation.Recall.Remembered;
import dev.parley.engine.Claim;
import dev.parley.engine.Journal.Ending;
import dev.parley.engine.NewTurn;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.NodeId;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.session.SessionKey;
import dev.parley.session.Sessions.NewSession;
import dev.parley.trace.Answer;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work.ModelWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RecallRowsTest {
  private static final Database DATABASE = TestDatabase.open();
  private static final AgentRid AGENT = AgentRid.named("one");
  private static final VersionNumber VERSION = new VersionNumber(1, 2);

  private final TurnRows journal = new TurnRows(DATABASE, Instant::now);
  private final RecallRows here = new RecallRows(DATABASE);
  private final RecallRows elsewhere = new RecallRows(DATABASE);
  private final SessionKey session =
      new SessionRows(DATABASE, Instant::now)
          .create(
              new NewSession(
                  new UserId(UUID.randomUUID()),
                  new ClientId("client"),
                  AGENT,
                  VERSION,
                  "Title",
                  Duration.ofDays(1)))
          .key();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /** A turn on some node: recalls, answers, and leaves what was said. */
  private Remembered converse(RecallRows node, String text) {
    var ids = new Turn.Ids(TurnId.random(), session, TraceId.random(), null);
    var input = new TurnInput(text, Map.of(), null);
    var id = NodeId.random();
    var before = journal.accept(id, new NewTurn(ids, input, new ModelWork()));
    var turn = turn(ids, input, before);
    var remembered = node.recall(turn).orElseThrow();
    var answer = new Answer(text + "!", Map.of(), null, false);
    var ending = new Ending(answer, null);
    assertThat(journal.finish(new Claim(ids.turn(), id, 1), List.of(), ending)).isTrue();
    node.leave(turn, with(remembered, new Exchange(text, text + "!")));
    return remembered;
  }

  private static Turn turn(Turn.Ids ids, TurnInput input, Turn.Before before) {
    return new Turn(ids, TurnStatus.RUNNING, input, before, null, null, List.of());
  }

  private static Remembered with(Remembered remembered, Exchange exchange) {
    var all = new ArrayList<>(remembered.exchanges());
    all.add(exchange);
    return new Remembered(remembered.agent(), remembered.version(), all);
  }

  private static List<String> said(Remembered remembered) {
    return remembered.exchanges().stream().map(Exchange::user).toList();
  }

  @Test
  void remembersEveryExchangeWhereverItsTurnRan() {
    assertThat(said(converse(here, "a"))).isEmpty();
    assertThat(said(converse(here, "b"))).containsExactly("a");
    assertThat(said(converse(elsewhere, "c"))).containsExactly("a", "b");
    assertThat(said(converse(here, "d"))).containsExactly("a", "b", "c");
    assertThat(said(converse(elsewhere, "e"))).containsExactly("a", "b", "c", "d");
    assertThat(said(converse(elsewhere, "f"))).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void readsNothingForTheTurnThatFollowsHere() {
    var first = new Turn.Ids(TurnId.random(), session, TraceId.random(), null);
    var input = new TurnInput("a", Map.of(), null);
    var left = new Remembered(AGENT, VERSION, List.of(new Exchange("only", "here")));
    here.leave(turn(first, input, Turn.Before.NOTHING), left);
    var next = new Turn.Ids(TurnId.random(), session, TraceId.random(), null);
    assertThat(here.recall(turn(next, input, new Turn.Before(1, 1)))).contains(left);
    assertThat(said(here.recall(turn(next, input, new Turn.Before(2, 2))).orElseThrow())).isEmpty();
  }

  @Test
  void keepsNothingOfWhatIsToBeForgotten() {
    var ids = new Turn.Ids(TurnId.random(), session, TraceId.random(), null);
    var input = new TurnInput("a", Map.of(), null);
    var left = new Remembered(AGENT, VERSION, List.of(new Exchange("only", "here")));
    here.leave(turn(ids, input, Turn.Before.NOTHING), left);
    here.forget(session.id());
    assertThat(said(here.recall(turn(ids, input, new Turn.Before(1, 1))).orElseThrow())).isEmpty();
  }

  @Test
  void knowsNothingOfASessionThatIsGone() {
    var ids =
        new Turn.Ids(
            TurnId.random(),
            new SessionKey(SessionId.random(), UserId.random(), AgentRid.named("a")),
            TraceId.random(),
            null);
    var turn = turn(ids, new TurnInput("a", Map.of(), null), Turn.Before.NOTHING);
    assertThat(here.recall(turn)).isEmpty();
  }
}
