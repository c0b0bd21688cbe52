package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.calls;
import static dev.parley.engine.ScriptedModel.says;
import static dev.parley.engine.ScriptedModel.stopsAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.engine.ScriptedModel.Reply;
import dev.parley.id.TurnId;
import dev.parley.model.Message.UserMessage;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.MessagesWaiting;
import dev.parley.session.SessionKey;
import dev.parley.trace.Note;
import dev.parley.trace.Note.AnswerNote;
import dev.parley.trace.Note.MessageNote;
import dev.parley.trace.Note.PauseNote;
import dev.parley.trace.Note.ResumeNote;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work.NoteWork;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class NotesTest {
  private static final Note PAUSE = new PauseNote();
  private static final Note RESUME = new ResumeNote();

  @AutoClose private final Site site = new Site();
  private final SessionKey session = site.session();
  private final Set<TurnId> left = ConcurrentHashMap.newKeySet();

  private Plans listening() {
    return new Plans() {
      @Override
      public Plan planFor(Turn turn) {
        return site.plan(new ListeningBehaviour(), true);
      }

      @Override
      public void left(TurnId turn) {
        left.add(turn);
      }
    };
  }

  private Turns engine() {
    return site.engineFor(listening());
  }

  private Turn ended(LiveTurn live) {
    Until.so(() -> site.read(session, live).status().isFinal());
    return site.read(session, live);
  }

  private void awaitWaiting(Turns engine, LiveTurn live) {
    Until.so(() -> site.read(session, live).status() == TurnStatus.WAITING);
    Until.so(() -> engine.underWay() == 0);
  }

  private static List<Note> heard(Turn turn) {
    return turn.steps().stream()
        .filter(step -> step.work() instanceof NoteWork)
        .map(step -> ((NoteWork) step.work()).note())
        .toList();
  }

  private static Note says(int number) {
    return new MessageNote("word " + number);
  }

  @Test
  void takesWordsInBeforeTheNextModelCallOnceAndInOrder() {
    var hold = new Hold();
    site.tools.on(
        "safe-look",
        cancel -> {
          hold.stop(cancel);
          return PlayedTools.did("look");
        });
    site.model.script(calls("", "safe-look"), calls("", "safe-walk"), ScriptedModel.says("Done."));
    var engine = engine();
    var live = engine.start(Site.asking(session, "Go"));
    hold.awaitReached();
    assertThat(engine.tell(session, List.of(says(1)))).contains(true);
    assertThat(engine.tell(session, List.of(says(2), says(3)))).contains(true);
    assertThat(hold.isCancelled()).isFalse();
    hold.release();
    assertThat(heard(ended(live))).containsExactly(says(1), says(2), says(3));
    var texts =
        site.model.asked().stream()
            .map(request ->
                request.messages().stream().filter(UserMessage.class::isInstance).count())
            .toList();
    assertThat(texts).containsExactly(1L, 4L, 4L);
  }

  @Test
  void aPauseStopsTheModelAtOnceAndItsEndAsksItAgain() {
    var hold = new Hold();
    site.model.script(stopsAt(hold, "", "never"), ScriptedModel.says("Done."));
    var engine = engine();
    var live = engine.start(Site.asking(session, "Go"));
    hold.awaitReached();
    assertThat(engine.tell(session, List.of(PAUSE))).contains(true);
    hold.awaitCancelled();
    awaitWaiting(engine, live);
    assertThat(site.read(session, live).steps().getFirst().outcome())
        .isEqualTo(new StoppedOutcome());
    assertThat(engine.tell(session, List.of(PAUSE))).contains(false);
    assertThat(left).isEmpty();
    assertThat(engine.tell(session, List.of(RESUME, says(1)))).contains(true);
    var turn = ended(live);
    assertThat(turn.status()).isEqualTo(TurnStatus.DONE);
    assertThat(heard(turn)).containsExactly(PAUSE, RESUME, says(1));
    Until.so(() -> left.contains(live.ids().turn()));
  }

  @Test
  void aPauseLetsAToolEndThatDoesSoInTime() {
    var hold = new Hold();
    site.tools.on(
        "once-pay",
        cancel -> {
          hold.stop(cancel);
          return PlayedTools.did("pay");
        });
    site.model.script(calls("", "once-pay"), ScriptedModel.says("Done."));
    var engine = site.engineFor(site.journal(), listening(), Site.PATIENT);
    var live = engine.start(Site.asking(session, "Go"));
    hold.awaitReached();
    assertThat(engine.tell(session, List.of(PAUSE))).contains(true);
    assertThat(hold.isCancelled()).isFalse();
    hold.release();
    awaitWaiting(engine, live);
    assertThat(site.read(session, live).steps().get(1).outcome()).isInstanceOf(ToolOutcome.class);
    assertThat(engine.tell(session, List.of(RESUME))).contains(true);
    assertThat(ended(live).status()).isEqualTo(TurnStatus.DONE);
    assertThat(site.tools.runsOf("once-pay")).isEqualTo(1);
  }

  @Test
  void aPauseStopsAToolThatDoesNotEndAndSaysWhatIsNotKnown() {
    var once = new Hold();
    site.tools.on(
        "once-pay",
        cancel -> {
          once.stop(cancel);
          return PlayedTools.did("pay");
        });
    site.model.script(calls("", "once-pay"), ScriptedModel.says("Done."));
    var engine = engine();
    var live = engine.start(Site.asking(session, "Go"));
    once.awaitReached();
    assertThat(engine.tell(session, List.of(PAUSE))).contains(true);
    once.awaitCancelled();
    awaitWaiting(engine, live);
    assertThat(site.read(session, live).steps().get(1).outcome())
        .isInstanceOf(UnknownOutcome.class);
  }

  @Test
  void aPauseThatIsOverBeforeItIsTakenInHoldsNothingUp() {
    var before = new AtomicBoolean();
    var journal =
        new HookedJournal(
            site.journal(),
            call -> {
              if (call.equals("settle") && before.compareAndSet(false, true)) {
                assertThat(site.journal().tell(session, List.of(PAUSE, RESUME))).isPresent();
              }
            },
            HookedJournal.Hook.NONE);
    site.model.script(calls("", "safe-look"), ScriptedModel.says("Done."));
    var engine = site.engineFor(journal, listening(), Site.CALM);
    var turn = ended(engine.start(Site.asking(session, "Go")));
    assertThat(turn.status()).isEqualTo(TurnStatus.DONE);
    assertThat(heard(turn)).containsExactly(PAUSE, RESUME);
  }

  @Test
  void theEndOfAPauseRightAfterTheWaitIsEnteredWakesTheTurn() {
    var after = new AtomicBoolean();
    var journal =
        new HookedJournal(
            site.journal(),
            call -> {
              if (call.equals("settle") && !after.get()) {
                assertThat(site.journal().tell(session, List.of(PAUSE))).isPresent();
              }
            },
            call -> {
              if (call.equals("settle") && after.compareAndSet(false, true)) {
                assertThat(site.journal().tell(session, List.of(RESUME))).isPresent();
              }
            });
    site.model.script(calls("", "safe-look"), ScriptedModel.says("Done."));
    var engine = site.engineFor(journal, listening(), Site.CALM);
    assertThat(ended(engine.start(Site.asking(session, "Go"))).status()).isEqualTo(TurnStatus.DONE);
  }

  @Test
  void anAnswerDuringAPauseIsKeptAndDeliveredAfterIt() {
    site.model.script(waitsFor("size"), ScriptedModel.says("Done."));
    var engine = engine();
    var live = engine.start(Site.asking(session, "Go"));
    awaitWaiting(engine, live);
    assertThat(engine.tell(session, List.of(PAUSE))).contains(true);
    assertThat(engine.answer(session, "size", "large")).isTrue();
    assertThat(site.read(session, live).status()).isEqualTo(TurnStatus.WAITING);
    assertThat(engine.tell(session, List.of(new AnswerNote("size", "small")))).contains(false);
    assertThat(engine.tell(session, List.of(RESUME))).contains(true);
    assertThat(ended(live).status()).isEqualTo(TurnStatus.DONE);
    assertThat(site.model.asked().getLast().messages().toString()).contains("large");
  }

  @Test
  void refusesWordsWhenTooManyWaitAndStillResumes() {
    site.model.script(waitsFor("size"), ScriptedModel.says("Done."));
    var engine = engine();
    var live = engine.start(Site.asking(session, "Go"));
    awaitWaiting(engine, live);
    assertThat(engine.tell(session, List.of(PAUSE))).contains(true);
    IntStream.range(0, 100).forEach(number -> engine.tell(session, List.of(says(number))));
    assertThatThrownBy(() -> engine.tell(session, List.of(RESUME, says(100))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem()).isEqualTo(new MessagesWaiting(100)));
    assertThat(engine.answer(session, "size", "large")).isTrue();
    assertThat(engine.tell(session, List.of(RESUME))).contains(true);
    assertThat(heard(ended(live))).hasSize(102).contains(says(99)).doesNotContain(says(100));
  }

  @Test
  void aLateAnswerIsTakenOnce() {
    var hold = new Hold();
    site.model.script(waitsFor("size"), stopsAt(hold, "", ""), ScriptedModel.says("Done."));
    var engine = engine();
    var live = engine.start(Site.asking(session, "Go"));
    awaitWaiting(engine, live);
    assertThat(engine.tell(session, List.of(PAUSE, RESUME))).contains(true);
    hold.awaitReached();
    assertThat(engine.answer(session, "size", "large")).isFalse();
    assertThat(engine.tell(session, List.of(new AnswerNote("size", "large")))).contains(true);
    assertThat(engine.tell(session, List.of(new AnswerNote("size", "small")))).contains(false);
    assertThat(engine.tell(session, List.of(PAUSE, RESUME))).contains(true);
    hold.awaitCancelled();
    assertThat(ended(live).status()).isEqualTo(TurnStatus.DONE);
    assertThat(site.model.asked().getLast().messages().toString())
        .contains("size: large")
        .doesNotContain("small");
  }

  private static Reply waitsFor(String key) {
    return WaitTest.waits(WaitTest.ASKED.with("key", key).with("holds", "yes"));
  }

  @Test
  void isToldByAnyNode() {
    var hold = new Hold();
    site.model.script(stopsAt(hold, "", "never"), ScriptedModel.says("Done."));
    var owner = engine();
    var live = owner.start(Site.asking(session, "Go"));
    hold.awaitReached();
    var other = engine();
    assertThat(other.tell(session, List.of(PAUSE))).contains(true);
    hold.awaitCancelled();
    awaitWaiting(owner, live);
    assertThat(other.tell(session, List.of(RESUME))).contains(true);
    assertThat(ended(live).status()).isEqualTo(TurnStatus.DONE);
    // Its thread lets go of it after its end is known.
    Until.so(() -> left.contains(live.ids().turn()));
  }

  @Test
  void lettingGoOfWhatIsHeldFollowsAStopFromAnywhere() {
    site.model.script(waitsFor("size"));
    var owner = engine();
    var live = owner.start(Site.asking(session, "Go"));
    awaitWaiting(owner, live);
    assertThat(left).isEmpty();
    assertThat(engine().stop(session)).isPresent();
    Until.so(() -> left.contains(live.ids().turn()));
    assertThat(owner.stop(session)).isEmpty();
    assertThat(owner.tell(session, List.of(says(1)))).isEmpty();
  }

  @Test
  void aPausedTurnStaysPausedWhenItsNodeIsGone() {
    var hold = new Hold();
    site.model.script(stopsAt(hold, "", "never"), ScriptedModel.says("Done."));
    var owner = engine();
    var live = owner.start(Site.asking(session, "Go"));
    hold.awaitReached();
    // Told to the row alone, as by a node that has died: the owner learns it from its next look.
    assertThat(site.journal().tell(session, List.of(PAUSE))).isPresent();
    awaitWaiting(owner, live);
    owner.close();
    var next = engine();
    assertThat(site.read(session, live).status()).isEqualTo(TurnStatus.WAITING);
    assertThat(next.tell(session, List.of(RESUME))).contains(true);
    assertThat(ended(live).status()).isEqualTo(TurnStatus.DONE);
  }
}
