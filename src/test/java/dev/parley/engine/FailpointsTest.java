package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.calls;
import static dev.parley.engine.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.id.MessageId;
import dev.parley.session.SessionKey;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work.ToolWork;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills a server at every write of a turn, before and after it; another one goes on. */
class FailpointsTest {
  private static final Set<String> WRITES = Set.of("accept", "record", "finish");
  private static final int WRITES_OF_THE_TURN = 8;
  private static final MessageId MESSAGE = MessageId.random();

  /** A process that dies at its n-th write: from then on nothing it says arrives. */
  private static final class Mortal {
    private final Set<String> deadly;
    private final int at;
    private final boolean after;
    private final AtomicInteger writes = new AtomicInteger();
    private final CountDownLatch died = new CountDownLatch(1);

    Mortal(Set<String> deadly, int at, boolean after) {
      this.deadly = deadly;
      this.at = at;
      this.after = after;
    }

    void before(String call) {
      if (died.getCount() == 0) {
        throw new IllegalStateException("dead");
      }
      if (deadly.contains(call) && writes.incrementAndGet() == at && !after) {
        die();
      }
    }

    void after(String call) {
      if (deadly.contains(call) && writes.get() == at && after) {
        die();
      }
    }

    private void die() {
      died.countDown();
      throw new IllegalStateException("killed");
    }
  }

  @TestFactory
  Stream<DynamicTest> goesOnWhereADeadServerWas() {
    return IntStream.rangeClosed(1, 2 * WRITES_OF_THE_TURN)
        .mapToObj(i -> {
          int at = (i + 1) / 2;
          boolean after = i % 2 == 0;
          var name = (after ? "after" : "before") + " write " + at;
          return DynamicTest.dynamicTest(name, () -> killAt(at, after));
        });
  }

  private static void killAt(int at, boolean after) {
    try (var site = new Site()) {
      site.model.script(
          calls("", "once-a", "idempotent-b", "safe-c"), calls("", "once-d"), says("Done."));
      var session = site.session();
      var asked = Site.asking(session, "Go");
      boolean begun = dieAt(new Mortal(WRITES, at, after), site, asked);
      var _ = site.engine(site.journal(), site.nodes(), Site.CALM, true);
      if (begun) {
        check(site, ended(site, session, asked));
      } else {
        assertThat(Site.value("select count(*) from turn")).isEqualTo("0");
      }
    }
  }

  /** Whether the turn was written down before the end. */
  private static boolean dieAt(Mortal mortal, Site site, NewTurn asked) {
    var doomed = site.engine(journal(site, mortal), site.nodes(), Site.CALM, false);
    try {
      var _ = doomed.start(asked);
    } catch (IllegalStateException killed) {
      return mortal.after;
    }
    Hold.await(mortal.died);
    return true;
  }

  private static Journal journal(Site site, Mortal mortal) {
    return new HookedJournal(site.journal(), mortal::before, mortal::after);
  }

  /** Stopped in a call that must not be repeated, so that nothing else is written meanwhile. */
  private static NewTurn begun(Site site, SessionKey session, Turns engine, Hold hold) {
    site.model.script(calls("", "once-a"), says("Done."));
    site.tools.on(
        "once-a",
        _ -> {
          hold.stubborn();
          return PlayedTools.did("once-a");
        });
    var asked = Site.asking(session, "Go", MESSAGE);
    var _ = engine.start(asked);
    hold.awaitReached();
    return asked;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnAfterAServerThatDiedTakingOver(boolean after) {
    var hold = new Hold();
    try (var site = new Site()) {
      var session = site.session();
      var first = new Mortal(WRITES, 3, false);
      var doomed = site.engine(journal(site, first), site.nodes(), Site.CALM, false);
      var asked = begun(site, session, doomed, hold);
      var second = new Mortal(Set.of("adopt"), 1, after);
      assertThatThrownBy(() -> site.engine(journal(site, second), site.nodes(), Site.CALM, true))
          .hasMessage("killed");
      assertThat(Site.value("select fence from turn")).isEqualTo(after ? "2" : "1");
      var _ = site.engine(site.journal(), site.nodes(), Site.CALM, true);
      var turn = ended(site, session, asked);
      hold.release();
      assertThat(turn.status()).isEqualTo(TurnStatus.DONE);
      assertThat(turn.steps().get(1).outcome()).isInstanceOf(UnknownOutcome.class);
      assertThat(site.tools.runsOf("once-a")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnAfterAServerThatDiedGivingBack(boolean after) {
    var hold = new Hold();
    try (var site = new Site()) {
      var session = site.session();
      var mortal = new Mortal(Set.of("release"), 1, after);
      var doomed = site.engine(journal(site, mortal), site.nodes(), Site.CALM, false);
      var asked = begun(site, session, doomed, hold);
      assertThatThrownBy(doomed::drain).hasMessage("killed");
      assertThat(Site.value("select status from turn")).isEqualTo(after ? "QUEUED" : "RUNNING");
      var _ = site.engine(site.journal(), site.nodes(), Site.CALM, true);
      assertThat(ended(site, session, asked).status()).isEqualTo(TurnStatus.DONE);
      hold.release();
      assertThat(site.tools.runsOf("once-a")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCancelIsWholeOrNotAtAll(boolean after) {
    var hold = new Hold();
    try (var site = new Site()) {
      var session = site.session();
      var mortal = new Mortal(Set.of("cancel"), 1, after);
      var doomed = site.engine(journal(site, mortal), site.nodes(), Site.CALM, false);
      var asked = begun(site, session, doomed, hold);
      assertThatThrownBy(() -> doomed.cancel(session, MESSAGE, "Never mind.")).hasMessage("killed");
      var _ = site.engine(site.journal(), site.nodes(), Site.CALM, true);
      var turn = ended(site, session, asked);
      hold.release();
      assertThat(turn.status()).isEqualTo(after ? TurnStatus.CANCELLED : TurnStatus.DONE);
      assertThat(String.valueOf(turn.answer())).contains(after ? "Never mind." : "Done.");
      assertThat(site.read(session).messageCount()).isEqualTo(2);
      assertThat(site.tools.runsOf("once-a")).isEqualTo(1);
    }
  }

  private static Turn ended(Site site, SessionKey session, NewTurn asked) {
    Until.so(() -> site.read(session, asked.ids()).status().isFinal());
    return site.read(session, asked.ids());
  }

  private static void check(Site site, Turn turn) {
    assertThat(turn.status()).isEqualTo(TurnStatus.DONE);
    assertThat(String.valueOf(turn.answer())).contains("Done.");
    assertThat(turn.steps()).extracting(Step::no).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(turn.steps()).extracting(Step::round).containsExactly(1, 1, 1, 1, 2, 2, 3);
    assertThat(turn.open()).isEmpty();
    turn.steps().stream()
        .filter(step -> step.work() instanceof ToolWork)
        .forEach(step -> checkTool(site, step, (ToolWork) step.work()));
    assertThat(site.model.asked())
        .extracting(request -> request.position().inSession())
        .isSorted()
        .contains(0, 1, 2);
  }

  private static void checkTool(Site site, Step step, ToolWork tool) {
    var name = tool.title();
    var runs = site.tools.runs().stream().filter(run -> run.tool().equals(name)).toList();
    if (step.outcome() instanceof UnknownOutcome) {
      assertThat(tool.effect()).isEqualTo(Effect.ONCE);
      assertThat(runs).hasSizeLessThanOrEqualTo(1);
      assertThat(site.model.asked().getLast().messages().toString()).contains("Unknown");
    } else {
      assertThat(step.outcome()).isEqualTo(PlayedTools.did(name));
      assertThat(runs).hasSizeBetween(1, tool.effect() == Effect.ONCE ? 1 : 2);
      assertThat(runs).extracting(PlayedTools.Run::key).containsOnly(runs.getFirst().key());
    }
  }
}
