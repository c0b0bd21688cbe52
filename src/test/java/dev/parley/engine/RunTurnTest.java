package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.calls;
import static dev.parley.engine.ScriptedModel.fails;
import static dev.parley.engine.ScriptedModel.says;
import static dev.parley.engine.Site.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Message.ToolMessage;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelRequest.Position;
import dev.parley.problem.TurnProblem.AttemptsExhausted;
import dev.parley.problem.TurnProblem.DeadlineExceeded;
import dev.parley.problem.TurnProblem.ExecutionFailed;
import dev.parley.problem.TurnProblem.ModelThrottled;
import dev.parley.session.SessionKey;
import dev.parley.trace.Answer;
import dev.parley.trace.Outcome.ModelFailedOutcome;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Usage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RunTurnTest {
  @AutoClose private final Site site = new Site();
  private final Turns engine = site.engine();
  private final SessionKey session = site.session();

  private TurnEnd ask(String text) throws InterruptedException {
    return engine.start(Site.asking(session, text)).await();
  }

  private static TurnEnd failed(dev.parley.problem.TurnProblem problem) {
    return new TurnEnd.Failed(problem);
  }

  @Test
  void answersAndKeepsTheTurn() throws InterruptedException {
    site.model.script(says("In ", "transit."));
    var live = engine.start(Site.asking(session, "Where is it?"));
    assertThat(answer(live.await())).isEqualTo("In transit.");
    var turn = site.read(session, live);
    assertThat(turn.status()).isEqualTo(TurnStatus.DONE);
    assertThat(turn.answer())
        .isEqualTo(new Answer("In transit.", Map.of(), new Usage(10, 2), false));
    assertThat(turn.open()).isEmpty();
    assertThat(turn.steps()).hasSize(1);
    assertThat(turn.steps().getFirst().outcome()).isInstanceOf(ModelOutcome.class);
  }

  @Test
  void countsTheAnswerInTheSessionAndTakesItsTitleFromTheFirstMessage()
      throws InterruptedException {
    var before = site.read(session);
    var _ = ask("Where is it?");
    var _ = ask("And now?");
    var after = site.read(session);
    assertThat(after.messageCount()).isEqualTo(4);
    assertThat(after.title()).isEqualTo("Where is it?");
    assertThat(after.times().updated()).isAfter(before.times().updated());
    assertThat(after.times().expires())
        .isEqualTo(after.times().updated().plus(Duration.ofHours(24)));
  }

  @Test
  void writesTheMilestonesOfATurnAsEvents() throws InterruptedException {
    site.model.script(calls("", "safe-look"), says("Done."));
    var _ = ask("Look");
    var events = site.events().read(session, 0, 100).orElseThrow();
    assertThat(events)
        .extracting(Events.Event::kind)
        .filteredOn(kind -> !kind.equals("text"))
        .containsExactly("turn.accepted", "turn.advanced", "turn.advanced", "turn.ended");
    assertThat(events).extracting(Events.Event::seq).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void tellsTheModelWhatItsToolsDid() throws InterruptedException {
    site.model.script(calls("", "safe-look"), says("Done."));
    assertThat(answer(ask("Look"))).isEqualTo("Done.");
    var told = site.model.asked().getLast().messages().getLast();
    assertThat(told).isInstanceOf(ToolMessage.class);
    assertThat(told.toString()).contains("did safe-look");
  }

  @Test
  void runsTheToolsOfOneReplyAlongsideEachOther() throws InterruptedException {
    var together = new CyclicBarrier(3);
    for (var tool : new String[] {"safe-a", "once-b", "idempotent-c"}) {
      site.tools.on(
          tool,
          _ -> {
            try {
              together.await(10, TimeUnit.SECONDS);
            } catch (Exception alone) {
              throw new AssertionError(alone);
            }
            return PlayedTools.did(tool);
          });
    }
    site.model.script(calls("", "safe-a", "once-b", "idempotent-c"), says("Done."));
    var live = engine.start(Site.asking(session, "Go"));
    assertThat(answer(live.await())).isEqualTo("Done.");
    var turn = site.read(session, live);
    assertThat(turn.steps()).extracting(step -> step.round()).containsExactly(1, 1, 1, 1, 2);
    assertThat(site.tools.runs()).extracting(PlayedTools.Run::key).doesNotHaveDuplicates();
  }

  @Test
  void numbersModelCallsOverTheTurnsOfASession() throws InterruptedException {
    var cut = new ModelFault.Cut("reset");
    site.model.script(fails(cut), calls("", "safe-x"), says("one"), says("two"), says("three"));
    assertThat(answer(ask("1"))).isEqualTo("one");
    assertThat(answer(ask("2"))).isEqualTo("two");
    assertThat(answer(ask("3"))).isEqualTo("three");
    assertThat(site.model.asked())
        .extracting(request -> request.position())
        .containsExactly(
            new Position(0, 0),
            new Position(1, 1),
            new Position(2, 2),
            new Position(3, 0),
            new Position(4, 0));
  }

  @Test
  void asksAgainInTheSameRoundAfterAFaultThatMayPass() throws InterruptedException {
    site.model.script(fails(new ModelFault.Overloaded("503", null)), says("ok"));
    var live = engine.start(Site.asking(session, "Go"));
    assertThat(answer(live.await())).isEqualTo("ok");
    var steps = site.read(session, live).steps();
    assertThat(steps).extracting(step -> step.round()).containsExactly(1, 1);
    assertThat(steps.getFirst().outcome()).isEqualTo(new ModelFailedOutcome("503"));
  }

  @Test
  void failsAfterAllAttemptsAndLeavesTheSessionAsItWas() throws InterruptedException {
    var before = site.read(session);
    site.model.script(fails(new ModelFault.Overloaded("503", null)));
    assertThat(ask("Go")).isEqualTo(failed(new AttemptsExhausted("503 (4 attempts)")));
    assertThat(site.model.asked()).hasSize(4);
    assertThat(site.read(session)).isEqualTo(before);
  }

  @Test
  void saysThatTheModelIsThrottledToTheEnd() throws InterruptedException {
    site.model.script(fails(new ModelFault.RateLimited("429", Duration.ofMillis(1))));
    assertThat(ask("Go")).isEqualTo(failed(new ModelThrottled("429")));
  }

  @Test
  void givesUpAtOnceWhenTheModelAsksForMoreTimeThanIsLeft() throws InterruptedException {
    site.model.script(fails(new ModelFault.RateLimited("429", Duration.ofMinutes(5))));
    assertThat(ask("Go")).isEqualTo(failed(new DeadlineExceeded("429")));
    assertThat(site.model.asked()).hasSize(1);
  }

  @Test
  void doesNotAskAgainWhatTheProviderRefused() throws InterruptedException {
    site.model.script(fails(new ModelFault.Refused("401")));
    assertThat(ask("Go"))
        .isEqualTo(failed(new ExecutionFailed("The model's provider refused the request.", "401")));
    assertThat(site.model.asked()).hasSize(1);
  }

  @Test
  void failsAtItsDeadlineAndStopsTheModel() throws InterruptedException {
    site.deadline(Duration.ofMillis(80));
    var hold = new Hold();
    site.model.script(ScriptedModel.stopsAt(hold, "", "late"));
    var live = engine.start(Site.asking(session, "Go"));
    assertThat(live.await()).isEqualTo(failed(new DeadlineExceeded("The limit is 0.08 s.")));
    assertThat(hold.isCancelled()).isTrue();
    var turn = site.read(session, live);
    assertThat(turn.status()).isEqualTo(TurnStatus.FAILED);
    assertThat(turn.open()).isEmpty();
  }

  @Test
  void goesOnWithTheNextTurnAfterAFailedOne() throws InterruptedException {
    site.model.script(fails(new ModelFault.Refused("401")), says("ok"));
    assertThat(ask("Go")).isInstanceOf(TurnEnd.Failed.class);
    assertThat(answer(ask("Go on"))).isEqualTo("ok");
    assertThat(site.read(session).title()).isEqualTo("Go on");
  }

  @Test
  void failsTheTurnWhenAToolThrowsWhatNobodyExpects() throws InterruptedException {
    site.tools.on(
        "safe-broken",
        _ -> {
          throw new AssertionError("a bug");
        });
    site.model.script(calls("", "safe-broken", "safe-fine"), says("no"));
    var live = engine.start(Site.asking(session, "Go"));
    assertThat(live.await()).isInstanceOf(TurnEnd.Failed.class);
    assertThat(site.read(session, live).open()).isEmpty();
    assertThat(site.tools.runsOf("safe-broken")).isEqualTo(1);
  }
}
