package dev.parley.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.VersionNumber;
import dev.parley.engine.Claim;
import dev.parley.engine.Journal.Closed;
import dev.parley.engine.Journal.Ending;
import dev.parley.engine.NewTurn;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.NodeId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.problem.ProblemException;
import dev.parley.session.Session;
import dev.parley.session.SessionKey;
import dev.parley.session.Sessions.NewSession;
import dev.parley.trace.Answer;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.Work.ModelWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many at the same moment, so that good and bad ones meet in one statement. */
@Timeout(60)
class CrowdTest {
  private static final Database DATABASE = TestDatabase.open();
  private static final int ROUNDS = 5;

  private final UserId owner = new UserId(UUID.randomUUID());
  private final SessionRows sessions = new SessionRows(DATABASE, Instant::now);
  private final TurnRows journal = new TurnRows(DATABASE, Instant::now);
  private final NodeId node = NodeId.random();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private SessionKey session() {
    var version = new VersionNumber(1, 0);
    var agent = AgentRid.named("crowd");
    var wanted =
        new NewSession(owner, new ClientId("client"), agent, version, "Title", Duration.ofDays(1));
    return sessions.create(wanted).key();
  }

  private static SessionKey ofSomebodyElse(SessionKey key) {
    return new SessionKey(key.id(), new UserId(UUID.randomUUID()), key.agent());
  }

  private static NewTurn turn(SessionKey key, String text) {
    var ids = new Turn.Ids(TurnId.random(), key, TraceId.random(), null);
    return new NewTurn(ids, new TurnInput(text, Map.of(), null), new ModelWork());
  }

  private String accepting(NewTurn turn) {
    try {
      return "before " + journal.accept(node, turn).turns();
    } catch (ProblemException refused) {
      return refused.problem().getClass().getSimpleName();
    } catch (RuntimeException failed) {
      return failed.getClass().getSimpleName();
    }
  }

  /** All begin together; what became of each, in order. */
  private static <T> List<T> atOnce(List<Callable<T>> all) throws Exception {
    var go = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var results =
          all.stream()
              .map(each ->
                  threads.submit(() -> {
                    go.await();
                    return each.call();
                  }))
              .toList();
      go.countDown();
      var got = new ArrayList<T>();
      for (var result : results) {
        got.add(result.get());
      }
      return got;
    }
  }

  @Test
  void findsForEachOnlyWhatIsItsOwn() throws Exception {
    var keys = IntStream.range(0, 40).mapToObj(_ -> session()).toList();
    var asked = new ArrayList<SessionKey>();
    keys.forEach(key -> {
      asked.add(key);
      asked.add(ofSomebodyElse(key));
      asked.add(new SessionKey(key.id(), key.owner(), AgentRid.named("another")));
    });
    var found = atOnce(asked.stream().<Callable<List<SessionKey>>>map(this::finding).toList());
    for (int at = 0; at < asked.size(); at++) {
      assertThat(found.get(at)).isEqualTo(at % 3 == 0 ? List.of(asked.get(at)) : List.of());
    }
  }

  private Callable<List<SessionKey>> finding(SessionKey key) {
    return () -> sessions.find(key).map(Session::key).stream().toList();
  }

  @Test
  void takesEachTurnOrSaysWhyNot() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var keys = IntStream.range(0, 30).mapToObj(_ -> session()).toList();
      var asked = new ArrayList<NewTurn>();
      keys.forEach(key -> {
        asked.add(turn(key, "Hi"));
        asked.add(turn(ofSomebodyElse(key), "Hi"));
      });
      asked.add(turn(session(), "a\0b"));
      asked.add(turn(keys.getFirst(), "twice"));
      var said =
          atOnce(asked.stream().<Callable<String>>map(each -> () -> accepting(each)).toList());
      for (int at = 2; at < 60; at++) {
        assertThat(said.get(at)).isEqualTo(at % 2 == 0 ? "before 0" : "SessionMissing");
      }
      assertThat(List.of(said.getFirst(), said.getLast()))
          .containsExactlyInAnyOrder("before 0", "TurnUnderWay");
      assertThat(said.get(60)).isEqualTo("UnableToExecuteStatementException");
    }
  }

  @Test
  void keepsToEachFence() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      var turns = IntStream.range(0, 40).mapToObj(_ -> turn(session(), "Hi")).toList();
      turns.forEach(each -> assertThat(accepting(each)).isEqualTo("before 0"));
      var ends = new ArrayList<Callable<String>>();
      for (int at = 0; at < turns.size(); at++) {
        var ids = turns.get(at).ids();
        int fence = at % 4 == 0 ? 2 : 1;
        var text = at % 4 == 1 ? "a\0b" : "ok";
        ends.add(() -> ending(new Claim(ids.turn(), node, fence), text));
      }
      var said = atOnce(ends);
      for (int at = 0; at < turns.size(); at++) {
        var expected = List.of("false", "ExecutionFailed", "true", "true").get(at % 4);
        assertThat(said.get(at)).isEqualTo(expected);
        int messages = at % 4 > 1 ? 2 : 0;
        assertThat(sessions.find(turns.get(at).session()).orElseThrow().messageCount())
            .isEqualTo(messages);
      }
    }
  }

  private String ending(Claim claim, String text) {
    var closed = List.of(new Closed(1, new ToolOutcome(new JsonText(text))));
    var ending = new Ending(new Answer("ok", Map.of(), null, false), null);
    try {
      return String.valueOf(journal.finish(claim, closed, ending));
    } catch (ProblemException refused) {
      return refused.problem().getClass().getSimpleName();
    }
  }
}
