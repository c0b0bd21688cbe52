package dev.parley.webagent.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.browser.LiveInput;
import dev.parley.engine.Events.Happened;
import dev.parley.id.NodeId;
import dev.parley.json.Json;
import dev.parley.problem.AccessProblem.ScopeMissing;
import dev.parley.problem.AccessProblem.TooManyRequests;
import dev.parley.problem.LiveProblem.BrowserAway;
import dev.parley.problem.LiveProblem.BrowserElsewhere;
import dev.parley.problem.LiveProblem.ControlLost;
import dev.parley.problem.LiveProblem.ControlTaken;
import dev.parley.problem.LiveProblem.InputOutOfOrder;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.problem.SessionProblem.SessionOver;
import dev.parley.trace.Note.MessageNote;
import dev.parley.trace.Note.PauseNote;
import dev.parley.trace.Note.ResumeNote;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.live.LiveSessions.At;
import dev.parley.webagent.live.LiveSessions.Standing;
import dev.parley.webagent.live.LiveViews.Granted;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Control of one session, by the clock of the test. */
class TakeOverTest {
  private static final LiveInput PRESS = new LiveInput.Button(10, 20, 0, true, 1);
  private static final LiveInput LET_GO = new LiveInput.Button(10, 20, 0, false, 1);
  private static final Duration GRACE = LiveSettings.USUAL.grace();

  private final Stage stage = new Stage();
  private final LivePass ada = stage.ada();
  private final LivePass bob = stage.bob();

  @AfterEach
  void close() {
    stage.views.close();
  }

  private static Problem problem(ThrowingCallable call) {
    return ((ProblemException) catchThrowable(call)).problem();
  }

  private Granted take(LivePass who) throws InterruptedException {
    return stage.views.take(who, null, false);
  }

  private long input(Granted mine, long no, LiveInput... inputs) {
    return stage.views.input(ada, new InputBatch(mine.lease(), no, List.of(inputs)));
  }

  private Problem lost(Granted mine) {
    return problem(() -> input(mine, 1, PRESS));
  }

  private String said(int event) {
    return Json.print(stage.happened.get(event).body());
  }

  @Test
  void pausesTheAgentAndGivesItsBrowserBack() throws Exception {
    var mine = take(ada);
    assertThat(stage.told).containsExactly(new PauseNote());
    assertThat(stage.views.controller(stage.owner, stage.id)).contains(mine.controller());
    assertThat(input(mine, 1, new LiveInput.Move(1, 2), PRESS, LET_GO)).isEqualTo(2);
    assertThat(input(mine, 2, new LiveInput.Typed("pa55word"))).isEqualTo(3);
    assertThat(stage.inputs())
        .containsExactly(new LiveInput.Move(1, 2), PRESS, LET_GO, new LiveInput.Typed("pa55word"));
    stage.views.release(ada, mine.lease(), "I logged in.", true);
    var meanwhile = "A person used the browser meanwhile (1 press of the mouse, text typed).";
    assertThat(stage.told)
        .containsExactly(
            new PauseNote(), new ResumeNote(meanwhile), new MessageNote("I logged in."));
    assertThat(stage.views.controller(stage.owner, stage.id)).isEmpty();
    assertThat(lost(mine)).isInstanceOf(ControlLost.class);
  }

  @Test
  void writesDownWhatIsDoneButNotWhatIsTyped() throws Exception {
    var mine = take(ada);
    input(mine, 1, PRESS, LET_GO, new LiveInput.Typed("pa55word"));
    stage.views.release(ada, mine.lease(), null, false);
    assertThat(stage.kinds()).containsExactly("live.taken", "live.acted", "live.released");
    assertThat(said(0)).isEqualTo("{\"no\":1,\"by\":\"Ada\"}");
    assertThat(said(1))
        .isEqualTo(
            "{\"no\":1,\"by\":\"Ada\",\"deeds\":["
                + "{\"type\":\"press\",\"at\":\"2026-01-02T03:04:05Z\",\"x\":10,\"y\":20,"
                + "\"button\":0,\"count\":1},"
                + "{\"type\":\"type\",\"at\":\"2026-01-02T03:04:05Z\",\"characters\":8}]}");
    assertThat(said(2)).isEqualTo("{\"no\":1,\"by\":\"Ada\",\"why\":\"released\"}");
    assertThat(stage.told).containsExactly(new PauseNote());
  }

  @Test
  void writesManyDeedsInFewEvents() throws Exception {
    var mine = take(ada);
    for (int no = 1; no <= 200; no++) {
      stage.turnClock(Duration.ofMillis(100));
      input(mine, no, new LiveInput.Move(no, 1), new LiveInput.Wheel(5, 5, 0, 1));
    }
    stage.views.release(ada, mine.lease(), null, false);
    assertThat(stage.happened).hasSizeLessThan(10);
    assertThat(stage.happened.stream().map(Happened::body).map(Json::print))
        .anyMatch(body -> body.contains("\"type\":\"scroll\""));
  }

  @Test
  void refusesASecondControllerWhoMayUseForce() throws Exception {
    var first = take(ada);
    var since = first.controller().since();
    assertThat(problem(() -> take(bob))).isEqualTo(new ControlTaken("Ada", since));
    var second = stage.views.take(bob, null, true);
    assertThat(second.controller().no()).isEqualTo(2);
    assertThat(lost(first)).isEqualTo(new ControlLost("Somebody else has taken control."));
    assertThat(stage.kinds()).containsExactly("live.taken", "live.released", "live.taken");
    assertThat(said(1)).contains("\"why\":\"forced\"");
  }

  @Test
  void keepsControlForWhoeverComesBackInTime() throws Exception {
    var mine = take(ada);
    input(mine, 1, PRESS);
    stage.turnClock(GRACE.minusMillis(1));
    var again = stage.views.take(ada, mine.lease(), false);
    assertThat(again.controller()).isEqualTo(mine.controller());
    assertThat(again.next()).isEqualTo(2);
    stage.turnClock(GRACE.minusMillis(1));
    assertThat(input(mine, 0)).as("a sign of life").isEqualTo(2);
    stage.turnClock(GRACE.minusMillis(1));
    assertThat(input(mine, 2, LET_GO)).isEqualTo(3);
    assertThat(stage.kinds()).doesNotContain("live.released");
  }

  @Test
  void losesControlWithoutASignOfLifeAndLeavesThePause() throws Exception {
    var mine = take(ada);
    stage.turnClock(GRACE);
    Stage.await("the lapse", () -> stage.kinds().contains("live.released"));
    assertThat(said(1)).contains("\"why\":\"lapsed\"");
    assertThat(stage.told).containsExactly(new PauseNote());
    assertThat(stage.standing.orElseThrow().status()).isEqualTo(Status.PAUSED);
    assertThat(lost(mine)).isInstanceOf(ControlLost.class);
    assertThat(take(bob).controller().by()).isEqualTo("Bob");
  }

  @Test
  void letsGoOfWhatIsHeldDownWhenControlEnds() throws Exception {
    var mine = take(ada);
    input(mine, 1, PRESS, new LiveInput.Key("Shift", "ShiftLeft", 8, "", true));
    stage.views.release(ada, mine.lease(), null, true);
    assertThat(stage.inputs())
        .endsWith(LET_GO, new LiveInput.Key("Shift", "ShiftLeft", 0, "", false));
  }

  @Test
  void losesControlWhenTheSessionIsResumedOrEnds() throws Exception {
    var mine = take(ada);
    stage.become(Status.ACTIVE);
    Stage.await("the resumption", () -> said(stage.happened.size() - 1).contains("resumed"));
    assertThat(lost(mine)).isInstanceOf(ControlLost.class);
    var again = take(ada);
    stage.become(Status.STOPPED);
    Stage.await("the end", () -> said(stage.happened.size() - 1).contains("ended"));
    assertThat(lost(again)).isEqualTo(new SessionOver("stopped"));
    assertThat(problem(() -> take(ada))).isEqualTo(new SessionOver("stopped"));
  }

  @Test
  void neverActsBesideTheAgent() throws Exception {
    var mine = take(ada);
    stage.uses.incrementAndGet();
    assertThat(lost(mine))
        .isEqualTo(
            new ControlLost("The session was resumed, and the agent has its browser again."));
    assertThat(stage.inputs()).isEmpty();
  }

  @Test
  void takesBatchesInTheirOrderAndEachOnce() throws Exception {
    var mine = take(ada);
    assertThat(input(mine, 1, PRESS)).isEqualTo(2);
    assertThat(input(mine, 1, PRESS)).as("its answer was lost").isEqualTo(2);
    assertThat(problem(() -> input(mine, 3, LET_GO))).isEqualTo(new InputOutOfOrder(2));
    assertThat(stage.inputs()).containsExactly(PRESS);
  }

  @Test
  void refusesPlacesOutsideOfTheViewport() throws Exception {
    var mine = take(ada);
    for (var place : List.of(-1.0, 1000.0, Double.NaN)) {
      assertThat(problem(() -> input(mine, 1, PRESS, new LiveInput.Move(place, 5))))
          .isInstanceOf(WrongShape.class);
    }
    assertThat(stage.inputs()).isEmpty();
    assertThat(input(mine, 1, new LiveInput.Move(999.9, 699.9))).isEqualTo(2);
  }

  @Test
  void refusesAFloodUntilTimeHasPassed() throws Exception {
    var mine = take(ada);
    var many = Collections.nCopies(InputBatch.MOST, LET_GO).toArray(LiveInput[]::new);
    long no = 1;
    Problem refusal = null;
    while (refusal == null && no < 1000) {
      long next = no;
      var thrown = catchThrowable(() -> input(mine, next, many));
      refusal = thrown == null ? null : ((ProblemException) thrown).problem();
      no += thrown == null ? 1 : 0;
    }
    assertThat(stage.inputs()).hasSizeLessThan(1000);
    if (!(refusal instanceof TooManyRequests flooded)) {
      throw new AssertionError(refusal);
    }
    stage.turnClock(flooded.retryAfter());
    assertThat(input(mine, no, many)).isEqualTo(no + 1);
  }

  @Test
  void opensABrowserThatWasPutAway() throws Exception {
    stage.putAway = stage.browser;
    stage.browser = null;
    stage.become(Status.HUMAN_INPUT);
    var mine = take(ada);
    assertThat(input(mine, 1, PRESS)).isEqualTo(2);
    stage.browser = null;
    assertThat(problem(() -> input(mine, 2, LET_GO))).isInstanceOf(BrowserAway.class);
    var again = stage.views.take(ada, mine.lease(), false);
    assertThat(again.controller()).isEqualTo(mine.controller());
    assertThat(input(mine, 2, LET_GO)).isEqualTo(3);
  }

  @Test
  void doesNotPauseWhatItCannotTakeOver() {
    stage.browser = null;
    stage.become(Status.HUMAN_INPUT);
    assertThat(problem(() -> take(ada))).isInstanceOf(BrowserAway.class);
    var elsewhere = new At(stage.turn, true, NodeId.random(), true);
    stage.standing = Optional.of(new Standing(stage.key, null, Status.ACTIVE, elsewhere));
    assertThat(problem(() -> take(ada))).isEqualTo(new BrowserElsewhere());
    stage.standing = Optional.of(new Standing(stage.key, null, Status.ACTIVE, null));
    assertThat(problem(() -> take(ada))).isInstanceOf(BrowserAway.class);
    assertThat(stage.told).isEmpty();
  }

  @Test
  void isForThoseWhoMayControlASessionThatIsThere() throws Exception {
    var viewer = stage.pass(LiveScope.VIEW, "Ann");
    assertThat(problem(() -> take(viewer))).isEqualTo(new ScopeMissing("control"));
    var mine = take(ada);
    var batch = new InputBatch(mine.lease(), 1, List.of(PRESS));
    assertThat(problem(() -> stage.views.input(viewer, batch))).isInstanceOf(ScopeMissing.class);
    assertThat(problem(() -> stage.views.release(viewer, mine.lease(), null, true)))
        .isInstanceOf(ScopeMissing.class);
    stage.delete();
    Stage.await("the end", () -> stage.kinds().contains("live.released"));
    assertThat(lost(mine)).isEqualTo(new SessionMissing());
    assertThat(problem(() -> take(ada))).isEqualTo(new SessionMissing());
  }
}
