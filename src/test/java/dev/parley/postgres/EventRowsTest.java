package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.VersionNumber;
import dev.parley.engine.Events.Event;
import dev.parley.engine.Events.Said;
import dev.parley.engine.NewTurn;
import dev.parley.engine.Until;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.NodeId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.json.Json;
import dev.parley.session.SessionKey;
import dev.parley.session.Sessions.NewSession;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.Work.ModelWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventRowsTest {
  private final Database database = TestDatabase.open();
  private final DatabaseClock clock = new DatabaseClock(database);
  private final EventRows events = new EventRows(database, clock);

  @AfterEach
  void close() {
    database.close();
  }

  private SessionKey session() {
    return new SessionRows(database, clock)
        .create(
            new NewSession(
                new UserId(UUID.randomUUID()),
                ClientId.USER_TOKENS,
                AgentRid.named("one"),
                new VersionNumber(1, 0),
                "New session",
                Duration.ofHours(1)))
        .key();
  }

  private Said said(SessionKey session, int fence, String text) {
    var ids = new Turn.Ids(TurnId.random(), session, TraceId.random(), null);
    var turn = new NewTurn(ids, new TurnInput("Hi", Map.of(), null), new ModelWork());
    var _ = new TurnRows(database, clock).accept(NodeId.random(), turn);
    return new Said.Words(ids, fence, 1, text);
  }

  private List<Event> read(SessionKey session, long after, int limit) {
    return events.read(session, after, limit).orElseThrow();
  }

  @Test
  void readsOnAfterTheLastEventSeen() {
    var session = session();
    var piece = said(session, 1, "Hello");
    events.say(List.of(piece));
    var first = read(session, 0, 1);
    assertThat(first).extracting(Event::kind).containsExactly("turn.accepted");
    var next = read(session, first.getFirst().seq(), 10);
    assertThat(next).extracting(Event::kind).containsExactly("text");
    assertThat(next.getFirst().body().text("text")).hasValue("Hello");
    assertThat(read(session, next.getFirst().seq(), 10)).isEmpty();
  }

  @Test
  void keepsTheOrderInWhichATurnSaysThings() {
    var session = session();
    var first = said(session, 1, "void");
    var again = new Said.Restarted(first.ids(), 1, 1);
    var second = new Said.Words(first.ids(), 1, 1, "valid");
    events.say(List.of(first, again, second));
    var said = read(session, 0, 10);
    assertThat(said)
        .extracting(Event::kind)
        .containsExactly("turn.accepted", "text", "step.restarted", "text");
    assertThat(said.get(2).body()).isEqualTo(Json.parse("{\"step\": 1}"));
    assertThat(said.get(3).body()).isEqualTo(Json.parse("{\"step\": 1, \"text\": \"valid\"}"));
  }

  @Test
  void dropsWhatIsSaidUnderAnOldFence() {
    var session = session();
    events.say(List.of(said(session, 7, "Hello")));
    assertThat(read(session, 0, 10)).hasSize(1);
  }

  @Test
  void aSessionDeletedMeanwhileTakesNobodyElsesTextWithIt() throws InterruptedException {
    var kept = session();
    var doomed = session();
    var pieces = List.of(said(kept, 1, "kept"), said(doomed, 1, "gone"));
    var saying = new Thread[1];
    database
        .jdbi()
        .useTransaction(handle -> {
          handle.execute("delete from session where id = ?", doomed.id().value());
          saying[0] = Thread.startVirtualThread(() -> events.say(pieces));
          Until.so(this::somebodyWaits);
        });
    saying[0].join();
    assertThat(read(kept, 0, 10)).extracting(Event::kind).contains("text");
    assertThat(events.read(doomed, 0, 10)).isEmpty();
  }

  private boolean somebodyWaits() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select exists (select 1 from pg_stat_activity
                      where datname = current_database() and wait_event_type = 'Lock')
                    """)
                .mapTo(boolean.class)
                .one());
  }
}
