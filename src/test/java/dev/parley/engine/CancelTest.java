package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.calls;
import static dev.parley.engine.ScriptedModel.fails;
import static dev.parley.engine.ScriptedModel.says;
import static dev.parley.engine.ScriptedModel.stopsAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.MessageId;
import dev.parley.id.NodeId;
import dev.parley.model.ModelFault;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.session.SessionKey;
import dev.parley.trace.Answer;
import dev.parley.trace.Outcome.ModelFailedOutcome;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CancelTest {
  /** Looks so seldom that only a hint can make it act in time. */
  private static final EngineSettings ASLEEP =
      new EngineSettings(
          Duration.ofMillis(100),
          Duration.ofSeconds(60),
          Duration.ofSeconds(50),
          Duration.ofSeconds(40),
          4,
          Duration.ofMillis(5),
          Duration.ofMillis(300),
          Duration.ofMillis(300));

  @AutoClose private final Site site = new Site();
  private final SessionKey session = site.session();
  private final MessageId message = MessageId.random();
  private final Hold hold = new Hold();

  private LiveTurn started(Turns engine) {
    return engine.start(Site.asking(session, "Go", message));
  }

  /** Cancels by {@code by} and checks what must hold at once, everywhere. */
  private void cancelled(Turns by, Turns owner, LiveTurn live) throws InterruptedException {
    assertThat(by.cancel(session, message, null)).isPresent();
    var turn = site.read(session, live);
    assertThat(turn.status()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(turn.open()).isEmpty();
    assertThat(live.await()).isEqualTo(new TurnEnd.Cancelled());
    Until.so(() -> owner.underWay() == 0);
    assertThat(site.read(session).messageCount()).isZero();
    assertThat(site.read(session).title()).isEqualTo("New session");
  }

  @Test
  void stopsTheModelBeforeItsFirstByte() throws InterruptedException {
    site.model.script(stopsAt(hold, "", "late"));
    var engine = site.engine();
    var live = started(engine);
    hold.awaitReached();
    cancelled(engine, engine, live);
    hold.awaitCancelled();
    assertThat(site.read(session, live).steps().getFirst().outcome())
        .isEqualTo(new StoppedOutcome());
  }

  @Test
  void endsAStreamWithTheTextThatWasSaid() throws InterruptedException {
    site.model.script(stopsAt(hold, "partial", "late"));
    var engine = site.engine();
    var live = started(engine);
    hold.awaitReached();
    var patience = Duration.ofSeconds(10);
    assertThat(live.next(0, patience)).isEqualTo(new LiveTurn.Next.Text("partial"));
    cancelled(engine, engine, live);
    hold.awaitCancelled();
    assertThat(live.next(7, patience)).isEqualTo(new LiveTurn.Next.End(new TurnEnd.Cancelled()));
  }

  @Test
  void stopsASafeTool() throws InterruptedException {
    heldTool("safe-look");
    var engine = site.engine();
    var live = started(engine);
    hold.awaitReached();
    cancelled(engine, engine, live);
    hold.awaitCancelled();
    assertThat(site.read(session, live).steps().getLast().outcome())
        .isEqualTo(new StoppedOutcome());
  }

  private void heldTool(String tool) {
    site.model.script(calls("", tool), says("no"));
    site.tools.on(
        tool,
        cancel -> {
          hold.stop(cancel);
          return PlayedTools.did(tool);
        });
  }

  @Test
  void letsAOnceToolFinishAndWritesDownWhatItDid() throws InterruptedException {
    heldTool("once-pay");
    var engine = site.engine(site.journal(), site.nodes(), Site.PATIENT, false);
    var live = started(engine);
    hold.awaitReached();
    assertThat(engine.cancel(session, message, null)).isPresent();
    assertThat(site.read(session, live).steps().getLast().outcome())
        .isInstanceOf(UnknownOutcome.class);
    assertThat(live.await()).isEqualTo(new TurnEnd.Cancelled());
    assertThat(hold.isCancelled()).isFalse();
    hold.release();
    Until.so(() -> engine.underWay() == 0);
    assertThat(site.read(session, live).steps().getLast().outcome())
        .isEqualTo(PlayedTools.did("once-pay"));
  }

  @Test
  void breaksAOnceToolOffAfterTheGrace() throws InterruptedException {
    heldTool("once-pay");
    var engine = site.engine();
    var live = started(engine);
    hold.awaitReached();
    cancelled(engine, engine, live);
    hold.awaitCancelled();
    assertThat(site.read(session, live).steps().getLast().outcome())
        .isInstanceOf(UnknownOutcome.class);
  }

  @Test
  void stopsThePauseBetweenTwoAttempts() throws InterruptedException {
    site.model.script(fails(new ModelFault.RateLimited("429", Duration.ofSeconds(15))));
    var engine = site.engine();
    var live = started(engine);
    Until.so(() -> site.read(session, live).steps().size() == 2);
    cancelled(engine, engine, live);
    assertThat(site.read(session, live).steps().getFirst().outcome())
        .isEqualTo(new ModelFailedOutcome("429"));
  }

  @Test
  void stopsATurnThatNobodyRuns() {
    var node = NodeId.random();
    var asked = Site.asking(session, "Go", message);
    var _ = site.journal().accept(node, asked);
    site.journal().release(node, List.of(asked.ids().turn()));
    assertThat(site.journal().cancel(session, message, null)).isPresent();
    var engine = site.engine();
    assertThat(site.read(session, asked.ids()).status()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(engine.underWay()).isZero();
  }

  @Test
  void reachesTheOwnerByAHint() throws InterruptedException {
    site.model.script(stopsAt(hold, "", "late"));
    var owner = site.engine(site.journal(), site.nodes(), ASLEEP, false);
    var other = site.engine();
    var live = started(owner);
    hold.awaitReached();
    cancelled(other, owner, live);
    hold.awaitCancelled();
  }

  @Test
  void reachesADeafOwnerAtItsNextLook() throws InterruptedException {
    site.model.script(stopsAt(hold, "", "late"));
    var deaf = new FreezableNodes(site.nodes(), true);
    var owner = site.engine(site.journal(), deaf, Site.CALM, false);
    var other = site.engine(site.journal(), site.nodes(), ASLEEP, false);
    var live = started(owner);
    hold.awaitReached();
    cancelled(other, owner, live);
    hold.awaitCancelled();
  }

  @Test
  void keepsTheGivenAnswer() throws InterruptedException {
    site.model.script(stopsAt(hold, "par", "tial"), says("next"));
    var engine = site.engine();
    var live = started(engine);
    hold.awaitReached();
    var stopped = engine.cancel(session, message, "In my words.").orElseThrow();
    assertThat(stopped.answer()).isEqualTo(Answer.givenAtCancel("In my words."));
    assertThat(site.read(session).messageCount()).isEqualTo(2);
    assertThat(site.read(session).title()).isEqualTo("Go");
    assertThat(live.await()).isEqualTo(new TurnEnd.Cancelled());
    assertThat(Site.answer(started(engine).await())).isEqualTo("next");
  }

  @Test
  void findsNothingToCancelUnderAnotherNameOrTwice() {
    site.model.script(stopsAt(hold, "", "late"));
    var engine = site.engine();
    var _ = started(engine);
    assertThat(engine.cancel(session, MessageId.random(), null)).isEmpty();
    assertThat(engine.cancel(site.session(), message, null)).isEmpty();
    assertThat(engine.cancel(session, message, null)).isPresent();
    assertThat(engine.cancel(session, message, null)).isEmpty();
  }

  @Test
  void winsAgainstACompletionThatComesLater() throws InterruptedException {
    var reached = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var journal =
        new HookedJournal(
            site.journal(),
            call -> {
              if (call.equals("finish")) {
                reached.countDown();
                Hold.await(go);
              }
            },
            HookedJournal.Hook.NONE);
    var engine = site.engine(journal, site.nodes(), Site.CALM, false);
    var live = started(engine);
    Hold.await(reached);
    assertThat(engine.cancel(session, message, null)).isPresent();
    go.countDown();
    assertThat(live.await()).isEqualTo(new TurnEnd.Cancelled());
    Until.so(() -> engine.underWay() == 0);
    assertThat(site.read(session, live).status()).isEqualTo(TurnStatus.CANCELLED);
    assertThat(site.read(session).messageCount()).isZero();
  }

  @Test
  void losesAgainstACompletionThatCameFirst() throws InterruptedException {
    var finished = new CountDownLatch(1);
    var journal =
        new HookedJournal(
            site.journal(),
            call -> {
              if (call.equals("cancel")) {
                Hold.await(finished);
              }
            },
            call -> {
              if (call.equals("finish")) {
                finished.countDown();
              }
            });
    var engine = site.engine(journal, site.nodes(), Site.CALM, false);
    var live = started(engine);
    assertThat(engine.cancel(session, message, "mine")).isEmpty();
    assertThat(Site.answer(live.await())).isEqualTo("ok");
    assertThat(site.read(session).messageCount()).isEqualTo(2);
  }

  @Test
  void hasOneWinnerInEveryRace() throws InterruptedException {
    var owner = site.engine();
    var other = site.engine();
    int done = 0;
    for (int round = 0; round < 200; round++) {
      var live = started(owner);
      boolean won = (round % 2 == 0 ? owner : other).cancel(session, message, null).isPresent();
      var end = live.await();
      assertThat(end instanceof TurnEnd.Cancelled).isEqualTo(won);
      done += won ? 0 : 1;
      Turn turn = site.read(session, live);
      assertThat(turn.status()).isEqualTo(won ? TurnStatus.CANCELLED : TurnStatus.DONE);
    }
    assertThat(site.read(session).messageCount()).isEqualTo(2 * done);
  }

  @Test
  void deletingASessionStopsWhatRunsInIt() throws InterruptedException {
    site.model.script(stopsAt(hold, "par", "tial"));
    var engine = site.engine();
    var live = started(engine);
    hold.awaitReached();
    assertThat(engine.delete(session)).isTrue();
    hold.awaitCancelled();
    assertThat(live.await()).isEqualTo(new TurnEnd.Cancelled());
    Until.so(() -> engine.underWay() == 0);
    assertThat(engine.delete(session)).isFalse();
    assertThat(Site.value("select (select count(*) from turn) + (select count(*) from event)"))
        .isEqualTo("0");
  }

  @Test
  void deletingFromAnotherNodeStopsWhatRunsInIt() throws InterruptedException {
    site.model.script(stopsAt(hold, "", "late"));
    var owner = site.engine(site.journal(), site.nodes(), ASLEEP, false);
    var other = site.engine();
    var live = started(owner);
    hold.awaitReached();
    assertThat(other.delete(session)).isTrue();
    assertThat(live.await()).isEqualTo(new TurnEnd.Cancelled());
    hold.awaitCancelled();
  }

  @Test
  void deletingRacesAcceptanceWithoutTrouble() throws InterruptedException {
    var engine = site.engine();
    for (int round = 0; round < 100; round++) {
      var key = site.session();
      var deleting = new AtomicReference<@Nullable Throwable>();
      var thread =
          Thread.startVirtualThread(() -> {
            try {
              boolean _ = engine.delete(key);
            } catch (RuntimeException failed) {
              deleting.set(failed);
            }
          });
      try {
        var end = engine.start(Site.asking(key, "Go")).await();
        assertThat(end).isInstanceOfAny(TurnEnd.Cancelled.class, TurnEnd.Answered.class);
      } catch (ProblemException refused) {
        assertThat(refused.problem()).isEqualTo(new SessionMissing());
      }
      thread.join();
      assertThat(deleting).hasNullValue();
    }
    assertThat(Site.value("select count(*) from session")).isEqualTo("1");
  }

  @Test
  void deletingRacesCompletionWithoutTrouble() throws InterruptedException {
    var engine = site.engine();
    for (int round = 0; round < 50; round++) {
      var key = site.session();
      var live = engine.start(Site.asking(key, "Go"));
      assertThat(engine.delete(key)).isTrue();
      assertThat(live.await()).isInstanceOfAny(TurnEnd.Cancelled.class, TurnEnd.Answered.class);
    }
    assertThat(Site.value("select count(*) from turn")).isEqualTo("0");
  }
}
