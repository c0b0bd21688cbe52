package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.calls;
import static dev.parley.engine.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

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

/** Kills a server at every write of a turn, before and after it; another one goes on. */
class FailpointsTest {
  private static final Set<String> WRITES = Set.of("accept", "record", "finish");
  private static final int WRITES_OF_THE_TURN = 8;

  /** A process that dies at its n-th write: from then on nothing it says arrives. */
  private static final class Mortal {
    private final int at;
    private final boolean after;
    private final AtomicInteger writes = new AtomicInteger();
    private final CountDownLatch died = new CountDownLatch(1);

    Mortal(int at, boolean after) {
      this.at = at;
      this.after = after;
    }

    void before(String call) {
      if (died.getCount() == 0) {
        throw new IllegalStateException("dead");
      }
      if (WRITES.contains(call) && writes.incrementAndGet() == at && !after) {
        die();
      }
    }

    void after(String call) {
      if (WRITES.contains(call) && writes.get() == at && after) {
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
      boolean begun = dieAt(new Mortal(at, after), site, asked);
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
    var journal = new HookedJournal(site.journal(), mortal::before, mortal::after);
    var doomed = site.engine(journal, site.nodes(), Site.CALM, false);
    try {
      var _ = doomed.start(asked);
    } catch (IllegalStateException killed) {
      return mortal.after;
    }
    Hold.await(mortal.died);
    return true;
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
