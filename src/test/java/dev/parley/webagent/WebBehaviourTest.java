package dev.parley.webagent;

import static dev.parley.webagent.Journey.ask;
import static dev.parley.webagent.Journey.call;
import static dev.parley.webagent.Journey.click;
import static dev.parley.webagent.Journey.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.json.Json;
import dev.parley.trace.Effect;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome.ModelFailedOutcome;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Work.ToolWork;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WebBehaviourTest {
  @Test
  void looksThenAsksThenActsThenLooksAgain() {
    var journey = Journey.to("Buy");
    assertThat(journey.doing()).isEqualTo("look-1");
    assertThat(journey.sees().doing()).isEqualTo("model NEXT");
    assertThat(journey.says("Buying.", click("a", 1)).doing()).isEqualTo("click_element");
    assertThat(((ToolWork) journey.work()).effect()).isEqualTo(Effect.ONCE);
    assertThat(journey.does("clicked").doing()).isEqualTo("look-2");
    assertThat(journey.sees().says("", done("b", "Bought.")).doing())
        .isEqualTo("done {\"text\":\"Bought.\",\"success\":true}");
  }

  @Test
  void failsAtOnceWithoutABrowserAndSaysWhatToInstall() {
    var journey = Journey.to("Buy").look(new ToolFailedOutcome("Install chromium."));
    assertThat(journey.doing()).isEqualTo("failed no_browser: Install chromium.");
  }

  @Test
  void runsTheActionsOfAReplyOneAfterTheOther() {
    var journey = Journey.to("Buy").sees().says("", click("a", 1), click("b", 2), click("c", 3));
    assertThat(journey.turn().open()).hasSize(1);
    assertThat(journey.does("1").does("2").does("3").doing()).isEqualTo("look-2");
  }

  @Test
  void dropsTheRestWhenThePageChanged() {
    var journey =
        Journey.to("Buy").sees().says("", click("a", 1), click("b", 2)).changes("went elsewhere");
    assertThat(journey.doing()).isEqualTo("look-2");
    assertThat(journey.sees().given())
        .contains("a: went elsewhere", "b: not run: the page changed before");
  }

  @Test
  void dropsTheRestAfterARefusalAFailureAndAnUnknownOutcome() {
    var start = Journey.to("Buy").sees().says("", click("a", 9), click("b", 2));
    assertThat(start.isRefused("no element 9").sees().given())
        .contains("a: no element 9", "b: not run: an action before it failed");
    var failed = Journey.to("Buy").sees().says("", click("a", 9), click("b", 2));
    assertThat(failed.fails("index is a number").sees().given())
        .contains("a: Failed: index is a number");
    var unknown = Journey.to("Buy").sees().says("", click("a", 1), click("b", 2)).dies();
    assertThat(unknown.doing()).isEqualTo("look-2");
    assertThat(unknown.sees().given())
        .anyMatch(said -> said.startsWith("a: ") && said.contains("unknown"))
        .contains("b: not run: nobody knows what came of an action before it");
  }

  @Test
  void runsTenActionsOfAReplyAndTellsOfTheOthers() {
    var calls =
        IntStream.rangeClosed(1, 12).mapToObj(i -> click("c" + i, i)).toArray(ToolCall[]::new);
    var journey = Journey.to("Buy").sees().says("", calls);
    for (int i = 0; i < 10; i++) {
      journey.does("ok");
    }
    assertThat(journey.sees().given())
        .contains("c10: ok", "c11: not run: one reply may hold 10 actions at most");
  }

  @Test
  void runsWhatStandsBeforeDoneAndDropsWhatStandsAfterIt() {
    var journey = Journey.to("Buy").sees().says("", click("a", 1), done("b", "x"), click("c", 2));
    assertThat(journey.does("ok").doing()).startsWith("done");
  }

  @Test
  void doesNotEndOnAPageItHasNotSeen() {
    var journey = Journey.to("Buy").sees().says("", click("a", 1), done("b", "x"));
    assertThat(journey.changes("other page").doing()).isEqualTo("look-2");
    assertThat(journey.sees().given()).contains("b: not run: the page changed before");
  }

  @Test
  void offersOnlyDoneAtTheLastStepAndFailsWithoutIt() {
    var journey = Journey.of("Buy", Journey.brief(2)).sees();
    assertThat(journey.request().tools()).hasSizeGreaterThan(5);
    journey.round(click("a", 1));
    assertThat(journey.request().tools()).singleElement().matches(o -> o.name().equals("done"));
    assertThat(journey.given().getLast()).contains("Step 2 of 2.", "last step");
    assertThat(journey.says("", click("b", 1)).doing()).startsWith("failed max_steps");
  }

  @Test
  void finishesAtTheLastStepAlsoWithoutSuccess() {
    var journey = Journey.of("Buy", Journey.brief(1)).sees();
    journey.says("", click("a", 1), call("b", "done", "{\"text\":\"no\",\"success\":false}"));
    assertThat(journey.doing()).isEqualTo("done {\"text\":\"no\",\"success\":false}");
  }

  @Test
  void correctsNonsenseTwiceAndFailsTheThirdTime() {
    var journey = Journey.to("Buy").sees().says("I think about it.").sees();
    assertThat(journey.given()).anyMatch(said -> said.contains("Your reply held no action"));
    journey.says("", call("a", "fly", "{}")).fails("There is no action fly.").sees();
    assertThat(journey.given().getLast()).contains("Warning: if the next reply fails");
    journey.says("", ToolCall.malformed("b", "click_element", "{index")).fails("no JSON object");
    assertThat(journey.doing()).startsWith("failed failed_rounds");
  }

  @Test
  void countsAnEmptyReplyAnEmptyQuestionAndAnEmptyDoneAsFailures() {
    var journey = Journey.to("Buy").sees().says("").sees();
    journey.says("", call("a", "human_input", "{}")).sees();
    assertThat(journey.given()).anyMatch(said -> said.startsWith("a: Failed: human_input takes"));
    assertThat(journey.says("", call("b", "done", "{}")).doing())
        .startsWith("failed failed_rounds");
  }

  @Test
  void forgetsFailuresOnceSomethingWorked() {
    var journey = Journey.to("Buy").sees();
    for (int i = 0; i < 5; i++) {
      journey.says("").sees().says("").sees().round(click("a" + i, i));
    }
    assertThat(journey.doing()).isEqualTo("model NEXT");
  }

  @Test
  void letsTryDifferentThingsThatAreRefusedButNotTheSameThreeTimes() {
    var journey = Journey.to("Buy").sees();
    for (int i = 0; i < 5; i++) {
      journey.says("", click("a" + i, i)).isRefused("no").sees();
    }
    journey.says("", click("b", 4)).isRefused("no").sees();
    assertThat(journey.says("", click("c", 4)).isRefused("no").doing())
        .startsWith("failed failed_rounds");
  }

  @Test
  void nudgesAnAgentThatIsStuckAndEndsItsRun() {
    var journey = Journey.to("Buy").sees();
    for (int i = 1; i <= 11; i++) {
      journey.says("", click("a" + i, 1)).hasNoEffect().sees();
      boolean nudged = journey.given().getLast().contains("Try another way");
      assertThat(nudged).isEqualTo(i == 3 || i == 5 || i == 8);
    }
    assertThat(journey.says("", click("z", 1)).hasNoEffect().doing())
        .startsWith("failed stuck: The agent is stuck");
  }

  @Test
  void isStuckAlsoWhenOnlyAClockGoesOn() {
    var journey = Journey.to("Buy").sees();
    for (int i = 1; i <= 12; i++) {
      journey.says("", click("a" + i, 1)).hasNoEffect();
      if (i < 12) {
        journey.sees("text \"12:00:" + i + "\"");
      }
    }
    assertThat(journey.doing()).startsWith("failed stuck");
  }

  @Test
  void isNotStuckWhileThePageChanges() {
    var journey = Journey.to("Add up").sees();
    for (int i = 1; i <= 20; i++) {
      journey.says("", click("a" + i, 1)).does("clicked");
      journey.sees("changes since the last look\n* text \"" + i + "\"", i % 5 == 0);
    }
    assertThat(journey.doing()).isEqualTo("model NEXT");
  }

  @Test
  void isStuckWhenLooksSayThatNothingChanged() {
    var journey = Journey.to("Buy").sees();
    for (int i = 1; i <= 12; i++) {
      journey.says("", click("a" + i, 1)).does("clicked");
      if (i < 12) {
        journey.sees(
            Journey.PAGE.replace("[1] button \"Buy\"", "nothing changed since the last look"),
            false);
      }
    }
    assertThat(journey.doing()).startsWith("failed stuck");
  }

  @Test
  void endsWhenItsTokensAreUsedUp() {
    var brief = Journey.brief(30, new Brief.Bounds(100_000, 300), Brief.Proof.NONE);
    var journey = Journey.of("Buy", brief).sees().round(click("a", 1)).round(click("b", 2));
    assertThat(journey.given().getLast()).doesNotContain("tokens");
    assertThat(journey.says("", click("c", 3)).does("ok").doing()).startsWith("failed tokens");
  }

  /** A round costs 0.11 dollars here. */
  @Test
  void endsWhenItsMoneyIsSpentAndWarnsBefore() {
    var bounds = new Brief.Bounds(100_000, 0, new BigDecimal("0.25"), Duration.ZERO, Duration.ZERO);
    var brief = Journey.brief(30, bounds, Brief.Proof.NONE);
    var journey = Journey.of("Buy", brief).sees().round(click("a", 1));
    assertThat(journey.given().getLast()).doesNotContain("spent");
    journey.round(click("b", 2));
    assertThat(journey.given().getLast()).contains("Warning: $0.22 of $0.25 are spent");
    assertThat(journey.says("", click("c", 3)).does("ok").doing()).startsWith("failed cost");
  }

  @Test
  void warnsBeforeTokensAndStepsEnd() {
    var brief = Journey.brief(4, new Brief.Bounds(100_000, 120), Brief.Proof.NONE);
    var journey = Journey.of("Buy", brief).sees().round(click("a", 1));
    assertThat(journey.given().getLast())
        .contains("Warning: 110 of 120 tokens")
        .contains("Warning: 2 steps are left");
  }

  @Test
  void asksAPersonAndGoesOnWithTheAnswer() {
    var journey = Journey.to("Log in").sees().says("", click("a", 1), ask("q", "Code", "Code"));
    assertThat(journey.does("ok").doing()).isEqualTo("wait q");
    var inputs = Journey.to("x").sees().says("", ask("q", "Code", "Code")).messages().getLast();
    assertThat(inputs.toString()).contains("Input[Code]", "Input[Code (2)]");
    journey.answered(
        "[{\"title\":\"Code\",\"value\":\"123\"},{\"title\":\"Code (2)\",\"value\":\"\"}]");
    assertThat(journey.doing()).isEqualTo("look-2");
    assertThat(journey.sees().given())
        .contains("q: The user answered:\n- Code: 123\n- Code (2): (left blank)");
  }

  @Test
  void neverUsesAKeyOfAQuestionTwice() {
    var journey = Journey.to("Log in").sees().says("", ask("q", "A"));
    journey.answered("[{\"title\":\"A\",\"value\":\"1\"}]").sees().says("", ask("q", "B"));
    assertThat(journey.doing()).isEqualTo("wait q (2)");
    assertThat(Journey.to("x").sees().says("", ask("pause", "B")).doing())
        .isEqualTo("wait pause (2)");
  }

  @Test
  void tellsOfAQuestionLeftOpenAndTakesALateAnswer() {
    var journey = Journey.to("Log in").sees().says("", ask("q", "Code"));
    journey.paused().told("I logged in").told(new Note.ResumeNote()).close(new WaitOutcome(null));
    assertThat(journey.doing()).isEqualTo("look-2");
    journey.told(
        new Note.AnswerNote("q", Journey.sealed("[{\"title\":\"Code\",\"value\":\"9\"}]")));
    assertThat(journey.sees().given())
        .anyMatch(said -> said.startsWith("q: The run went on before Code was answered"))
        .contains("user: I logged in", "user: The user now answered what you asked:\n- Code: 9");
  }

  @Test
  void pausesBetweenActionsAndLooksAgainAfterwards() {
    var journey = Journey.to("Buy").sees().says("", click("a", 1), click("b", 2)).paused();
    assertThat(journey.does("ok").doing()).isEqualTo("wait pause");
    assertThat(journey.resumed("I chose a colour").doing()).isEqualTo("look-2");
    assertThat(journey.sees().given())
        .contains("a: ok", "b: not run: paused", "user: I chose a colour");
  }

  @Test
  void pausesBeforeAReplyIsCarriedOut() {
    var journey = Journey.to("Buy").sees().paused().says("", click("a", 1));
    assertThat(journey.doing()).isEqualTo("wait pause");
    assertThat(journey.resumed().sees().given()).contains("a: not run: paused");
  }

  @Test
  void pausesAtALookAndLooksAgain() {
    var journey = Journey.to("Buy").paused().sees();
    assertThat(journey.doing()).isEqualTo("wait pause");
    assertThat(journey.resumed().doing()).isEqualTo("look-2");
  }

  @Test
  void countsNoRoundForAModelCallThatAPauseStopped() {
    var journey = Journey.of("Buy", Journey.brief(2)).sees().paused().stopped();
    assertThat(journey.resumed().doing()).isEqualTo("look-2");
    assertThat(journey.sees().given().getLast()).startsWith("user: Step 1 of 2.");
    assertThat(journey.request().position().inTurn()).isZero();
  }

  @Test
  void whatWasSaidLastDecidesAboutAPause() {
    var journey = Journey.to("Buy").sees();
    journey.paused().told(new Note.ResumeNote()).says("", click("a", 1));
    assertThat(journey.doing()).isEqualTo("look-2");
    var again = Journey.to("Buy").sees().paused().says("", click("a", 1));
    again.told(new Note.ResumeNote()).paused().close(new WaitOutcome(null));
    assertThat(again.doing()).isEqualTo("wait pause");
  }

  @Test
  void tellsThatAnActionWasBrokenOffByAPause() {
    var journey =
        Journey.to("Buy")
            .sees()
            .says("", call("a", "wait", "{\"seconds\":30}"), click("b", 1))
            .paused()
            .comes(new StoppedOutcome());
    assertThat(journey.resumed().sees().given())
        .contains("a: not run: paused", "b: not run: paused");
  }

  @Test
  void looksAgainBeforeItAsksAfterARestart() {
    var journey = Journey.to("Buy").sees().dies();
    assertThat(journey.doing()).isEqualTo("look-2");
    assertThat(journey.sees(Journey.PAGE, true, "The browser was started again.").given().getLast())
        .contains("Step 1 of", "The browser was started again.");
  }

  @Test
  void heedsWhatIsSaidBeforeItEnds() {
    var journey = Journey.to("Buy").sees().told("And a second one").says("", done("a", "x"));
    assertThat(journey.doing()).isEqualTo("look-2");
    assertThat(journey.sees().given())
        .anyMatch(said -> said.startsWith("a: not run: the user said"))
        .contains("user: And a second one");
    assertThat(journey.says("", done("b", "two")).doing()).startsWith("done");
  }

  @Test
  void readsAPageWithAModelCallOfItsOwn() {
    var journey =
        Journey.to("Read")
            .sees()
            .says("", call("a", "extract_content", "{\"goal\":\"prices\"}"), click("b", 1))
            .comes(new ToolOutcome(Json.parse("{\"page\":\"4.90 --- end\",\"effect\":\"done\"}")));
    assertThat(journey.doing()).isEqualTo("model EXTRACTION");
    assertThat(journey.request().system()).startsWith("Extract from the page");
    assertThat(journey.given().getLast()).startsWith("user: Goal: prices\n--- untrusted ");
    assertThat(journey.request().tools()).isEmpty();
    assertThat(journey.stopped().doing()).isEqualTo("model EXTRACTION");
    assertThat(journey.reads("It is 4.90.").doing()).isEqualTo("click_element");
    assertThat(journey.does("ok").sees().given())
        .anyMatch(said -> said.startsWith("a: Extracted") && said.contains("It is 4.90."));
    assertThat(journey.given().getLast()).contains("Step 2 of");
  }

  @Test
  void goesOnWhenNoModelCouldReadAPage() {
    var journey =
        Journey.to("Read")
            .sees()
            .says("", call("a", "extract_content", "{\"goal\":\"prices\"}"), click("b", 1))
            .comes(new ToolOutcome(Json.parse("{\"page\":\"4.90\",\"effect\":\"done\"}")));
    journey.close(new ModelFailedOutcome("it is overloaded"));
    assertThat(journey.doing()).isEqualTo("look-2");
    assertThat(journey.sees().given())
        .contains("a: Failed: no model could read the page: it is overloaded")
        .contains("b: not run: an action before it failed");
  }

  @Test
  void takesALookTheModelAskedForAsAnAction() {
    var journey = Journey.to("Draw").sees().says("", call("look-2", "look", "{\"places\":true}"));
    assertThat(((ToolWork) journey.work()).call().input().members()).containsKey("places");
    journey.close(new ToolOutcome(Json.parse("{\"text\":\"[1] canvas at 0,0\"}")));
    assertThat(journey.doing()).isEqualTo("look-3");
    assertThat(((ToolWork) journey.work()).call().input().members()).containsKey("whole");
    assertThat(journey.sees().given()).contains("look-2: [1] canvas at 0,0");
  }
}
