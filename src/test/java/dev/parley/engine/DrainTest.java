package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.calls;
import static dev.parley.engine.ScriptedModel.says;
import static dev.parley.engine.ScriptedModel.stopsAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cancel.Cancel;
import dev.parley.problem.AccessProblem.Unavailable;
import dev.parley.problem.ProblemException;
import dev.parley.session.SessionKey;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DrainTest {
  @AutoClose private final Site site = new Site();
  private final Turns engine = site.engine();
  private final SessionKey session = site.session();
  private final Hold hold = new Hold();

  private LiveTurn reached() {
    return reached(engine);
  }

  private LiveTurn reached(Turns engine) {
    var live = engine.start(Site.asking(session, "Go"));
    hold.awaitReached();
    return live;
  }

  private Turn endedElsewhere(LiveTurn live) {
    var _ = site.engine();
    Until.so(() -> site.read(session, live).status().isFinal());
    return site.read(session, live);
  }

  private Outcome heldOnce(Cancel cancel) {
    if (!hold.isReached()) {
      hold.stop(cancel);
    }
    return PlayedTools.did("it");
  }

  @Test
  void interruptsTheModelAndReleasesTheTurn() throws InterruptedException {
    var first = new AtomicInteger();
    var held = stopsAt(hold, "", "late");
    site.model.script((request, sink, cancel) ->
        (first.getAndIncrement() == 0 ? held : says("again")).give(request, sink, cancel));
    var live = reached();
    engine.drain();
    assertThat(hold.isCancelled()).isTrue();
    assertThat(live.await()).isEqualTo(new TurnEnd.Lost());
    assertThat(site.read(session, live).status()).isEqualTo(TurnStatus.QUEUED);
    assertThat(Site.owner(live)).isNull();
    assertThat(String.valueOf(endedElsewhere(live).answer())).contains("again");
  }

  @Test
  void interruptsASafeToolAndRunsItAgainElsewhere() {
    site.model.script(calls("", "safe-look"), says("Done."));
    site.tools.on("safe-look", this::heldOnce);
    var live = reached();
    engine.drain();
    assertThat(hold.isCancelled()).isTrue();
    assertThat(endedElsewhere(live).status()).isEqualTo(TurnStatus.DONE);
    assertThat(site.tools.runs()).hasSize(2);
    assertThat(site.tools.runs().getFirst()).isEqualTo(site.tools.runs().getLast());
  }

  @Test
  void letsAOnceToolFinishAndKeepsWhatItDid() throws InterruptedException {
    site.model.script(calls("", "once-pay"), says("Done."));
    site.tools.on("once-pay", this::heldOnce);
    var patient = site.engine(site.journal(), site.nodes(), Site.PATIENT, false);
    var live = reached(patient);
    var draining = Thread.startVirtualThread(patient::drain);
    assertThat(live.await()).isEqualTo(new TurnEnd.Lost());
    hold.release();
    draining.join();
    assertThat(hold.isCancelled()).isFalse();
    var turn = endedElsewhere(live);
    assertThat(turn.steps().get(1).outcome()).isEqualTo(PlayedTools.did("it"));
    assertThat(turn.status()).isEqualTo(TurnStatus.DONE);
    assertThat(site.tools.runsOf("once-pay")).isEqualTo(1);
  }

  @Test
  void breaksAOnceToolOffAfterTheGraceAndTellsTheModelElsewhere() {
    site.model.script(calls("", "once-pay"), says("Unclear."));
    site.tools.on("once-pay", this::heldOnce);
    var live = reached();
    engine.drain();
    assertThat(hold.isCancelled()).isTrue();
    var turn = endedElsewhere(live);
    assertThat(turn.steps().get(1).outcome()).isInstanceOf(UnknownOutcome.class);
    assertThat(site.model.asked().getLast().messages().toString()).contains("Unknown");
    assertThat(site.tools.runsOf("once-pay")).isEqualTo(1);
  }

  @Test
  void takesNoTurnsAfterwards() {
    engine.drain();
    assertThat(engine.isReady()).isFalse();
    assertThatThrownBy(() -> engine.start(Site.asking(session, "Go")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem()).isInstanceOf(Unavailable.class));
  }

  @Test
  void closingLeavesNoNodeBehind() {
    engine.close();
    assertThat(Site.value("select count(*) from node")).isEqualTo("0");
  }
}
