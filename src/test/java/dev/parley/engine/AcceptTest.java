package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.fails;
import static dev.parley.engine.ScriptedModel.says;
import static dev.parley.engine.ScriptedModel.stopsAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.id.AgentRid;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.model.ModelFault;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.problem.SessionProblem.TraceIdTaken;
import dev.parley.problem.SessionProblem.TurnUnderWay;
import dev.parley.session.SessionKey;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work.ModelWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class AcceptTest {
  @AutoClose private final Site site = new Site();
  private final SessionKey session = site.session();

  /** The problem with which the turn is refused; null if it is taken. */
  private static @Nullable Problem refusal(Turns engine, NewTurn turn) {
    try {
      var _ = engine.start(turn);
      return null;
    } catch (ProblemException refused) {
      return refused.problem();
    }
  }

  private static NewTurn traced(SessionKey key, TraceId trace) {
    var ids = new Turn.Ids(TurnId.random(), key, trace, null);
    return new NewTurn(ids, new TurnInput("Go", Map.of(), null), new ModelWork());
  }

  @Test
  void takesOneOfFiftyTurnsAtOnce() throws Exception {
    var hold = new Hold();
    site.model.script(stopsAt(hold, "", "ok"));
    var engine = site.engine();
    var go = new CountDownLatch(1);
    List<Future<Problem>> all = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        all.add(
            threads.submit(() -> {
              Hold.await(go);
              return refusal(engine, Site.asking(session, "Go"));
            }));
      }
      go.countDown();
    }
    var refusals = new ArrayList<Problem>();
    for (var one : all) {
      refusals.add(one.get());
    }
    assertThat(refusals).filteredOn(problem -> problem == null).hasSize(1);
    assertThat(refusals).filteredOn(TurnUnderWay.class::isInstance).hasSize(49);
    hold.release();
    Until.so(() -> engine.underWay() == 0);
  }

  @Test
  void refusesATraceIdUsedBeforeWhateverBecameOfIt() throws InterruptedException {
    site.model.script(fails(new ModelFault.Refused("401")), says("ok"));
    var engine = site.engine();
    var trace = TraceId.random();
    var _ = engine.start(traced(session, trace)).await();
    assertThat(refusal(engine, traced(session, trace))).isEqualTo(new TraceIdTaken(trace));
    assertThat(refusal(engine, traced(site.session(), trace))).isNull();
  }

  @Test
  void refusesTheTraceIdOfTheTurnUnderWay() {
    var hold = new Hold();
    site.model.script(stopsAt(hold, "", "ok"));
    var engine = site.engine();
    var trace = TraceId.random();
    var _ = engine.start(traced(session, trace));
    assertThat(refusal(engine, traced(session, trace))).isEqualTo(new TraceIdTaken(trace));
    hold.release();
  }

  @Test
  void findsNoSessionOfAnotherUserOrAgentOrTime() {
    var engine = site.engine();
    var user = new SessionKey(session.id(), new UserId(UUID.randomUUID()), session.agent());
    var agent = new SessionKey(session.id(), session.owner(), AgentRid.named("other"));
    assertThat(refusal(engine, Site.asking(user, "Go"))).isEqualTo(new SessionMissing());
    assertThat(refusal(engine, Site.asking(agent, "Go"))).isEqualTo(new SessionMissing());
    site.turnClock(Duration.ofDays(2));
    assertThat(refusal(engine, Site.asking(session, "Go"))).isEqualTo(new SessionMissing());
  }

  @Test
  void runsATurnWhoseAcceptanceGotLostOnTheWayBack() {
    var lost = new AtomicBoolean(true);
    var journal =
        new HookedJournal(
            site.journal(),
            HookedJournal.Hook.NONE,
            call -> {
              if (call.equals("accept") && lost.getAndSet(false)) {
                throw new IllegalStateException("connection reset");
              }
            });
    var engine = site.engine(journal, site.nodes(), Site.CALM, false);
    var asked = Site.asking(session, "Go");
    assertThatThrownBy(() -> engine.start(asked)).hasMessage("connection reset");
    Until.so(() -> site.read(session, asked.ids()).status() == TurnStatus.DONE);
  }
}
