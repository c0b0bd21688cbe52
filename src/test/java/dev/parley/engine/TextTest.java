package dev.parley.engine;

import static dev.parley.engine.ScriptedModel.calls;
import static dev.parley.engine.ScriptedModel.fails;
import static dev.parley.engine.ScriptedModel.says;
import static dev.parley.engine.Site.answer;
import static java.util.Comparator.comparingLong;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.engine.Events.Event;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.model.ModelFault;
import dev.parley.problem.TurnProblem.ExecutionFailed;
import dev.parley.session.SessionKey;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.ToolWork;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What models and tools say, on its way to readers and rows. */
class TextTest {
  private static final String NASTY = "a\0b\uD83Dc\uDE00d";
  private static final String MENDED = "a\uFFFDb\uFFFDc\uFFFDd";

  @AutoClose private final Site site = new Site();
  private final Turns engine = site.engine();
  private final SessionKey session = site.session();

  private static String readAll(LiveTurn live) throws InterruptedException {
    var text = new StringBuilder();
    while (live.next(text.length(), Duration.ofSeconds(10))
        instanceof LiveTurn.Next.Text(var more)) {
      text.append(more);
    }
    return text.toString();
  }

  @Test
  void readersGetTheWholeAnswer() throws InterruptedException {
    site.model.script(says("The ", "status ", "is fine."));
    var live = engine.start(Site.asking(session, "Go"));
    assertThat(readAll(live)).isEqualTo("The status is fine.");
    assertThat(answer(live.await())).isEqualTo("The status is fine.");
  }

  @Test
  void joinsACharacterThatCameInTwoPieces() throws InterruptedException {
    site.model.script(says("so \uD83D", "\uDE00 what", "\uD83D", "\uDE00"));
    var live = engine.start(Site.asking(session, "Go"));
    assertThat(readAll(live)).isEqualTo("so \uD83D\uDE00 what\uD83D\uDE00");
  }

  @Test
  void mendsTextThatNoRowCanKeep() throws InterruptedException {
    site.model.script(says("a\0b\uD83D", "c\uDE00d"));
    var live = engine.start(Site.asking(session, "Go"));
    assertThat(readAll(live)).isEqualTo(MENDED);
    assertThat(answer(live.await())).isEqualTo(MENDED);
  }

  @Test
  void mendsWhatToolsAreGivenAndGive() throws InterruptedException {
    var input = new JsonObject(Map.of(NASTY, new JsonText(NASTY)));
    site.tools.on("safe-x", _ -> new ToolOutcome(new JsonText(NASTY)));
    site.model.script(calls("", List.of(new ToolCall(NASTY, "safe-x", input))), says("Done."));
    var live = engine.start(Site.asking(session, "Go"));
    assertThat(answer(live.await())).isEqualTo("Done.");
    var step = site.read(session, live).steps().get(1);
    assertThat(step.outcome()).isEqualTo(new ToolOutcome(new JsonText(MENDED)));
    assertThat(((ToolWork) step.work()).call())
        .isEqualTo(
            new ToolCall(MENDED, "safe-x", new JsonObject(Map.of(MENDED, new JsonText(MENDED)))));
  }

  @Test
  void mendsWhatIsSaidOfAFault() throws InterruptedException {
    site.model.script(fails(new ModelFault.Refused(NASTY)));
    var live = engine.start(Site.asking(session, "Go"));
    assertThat(live.await()).isInstanceOf(TurnEnd.Failed.class);
    assertThat(String.valueOf(site.read(session, live).problem())).contains(MENDED);
  }

  @Test
  void failsATurnWhoseDataNoRowWillEverTake() throws InterruptedException {
    site.tools.on("safe-x", _ -> new ToolOutcome(new JsonNumber("1e999999")));
    site.model.script(calls("", "safe-x"), says("no"));
    var live = engine.start(Site.asking(session, "Go"));
    assertThat(live.await())
        .isEqualTo(
            new TurnEnd.Failed(new ExecutionFailed("A result of this turn cannot be kept.", "")));
    assertThat(site.read(session, live).open()).isEmpty();
    assertThat(site.tools.runsOf("safe-x")).isEqualTo(1);
  }

  @Test
  void asksAgainAfterACutWhileNobodyHasReadAnything() throws InterruptedException {
    site.model.script(fails(new ModelFault.Cut("reset"), "half"), says("whole"));
    var live = engine.start(Site.asking(session, "Go"));
    assertThat(answer(live.await())).isEqualTo("whole");
    assertThat(readAll(live)).isEqualTo("whole");
  }

  @Test
  void failsAfterACutOnceSomebodyHasReadHalfOfIt() throws InterruptedException {
    var hold = new Hold();
    site.model.script((request, sink, cancel) -> {
      sink.text("half");
      hold.stop(cancel);
      return fails(new ModelFault.Cut("reset")).give(request, sink, cancel);
    });
    var live = engine.start(Site.asking(session, "Go"));
    var patience = Duration.ofSeconds(10);
    assertThat(live.next(0, patience)).isEqualTo(new LiveTurn.Next.Text("half"));
    hold.release();
    assertThat(live.await())
        .isEqualTo(
            new TurnEnd.Failed(new ExecutionFailed("The model's answer broke off.", "reset")));
    assertThat(live.next(4, patience)).isEqualTo(new LiveTurn.Next.Torn());
    assertThat(site.read(session).messageCount()).isZero();
  }

  @Test
  void writesWhatIsSaidAsEventsWhileTheTurnRuns() {
    var hold = new Hold();
    site.model.script(ScriptedModel.stopsAt(hold, "early words", "late"));
    var _ = engine.start(Site.asking(session, "Go"));
    Until.so(() -> events("text").size() == 1);
    assertThat(events("text").getFirst().body().text("text")).hasValue("early words");
    hold.release();
    Until.so(() -> events("turn.ended").size() == 1);
  }

  @Test
  void tellsViewersThatAStepTakenOverBeginsAnew() {
    var hold = new Hold();
    var first = new AtomicInteger();
    var held = ScriptedModel.stopsAt(hold, "void words", "late");
    site.model.script((request, sink, cancel) ->
        (first.getAndIncrement() == 0 ? held : says("whole")).give(request, sink, cancel));
    var _ = engine.start(Site.asking(session, "Go"));
    Until.so(() -> events("text").size() == 1);
    engine.drain();
    var slow = new Hold();
    site.model.script(ScriptedModel.stopsAt(slow, "valid words", "."));
    var _ = site.engine();
    Until.so(() -> events("text").size() == 2);
    var voided = events("text").getFirst();
    var restarted = events("step.restarted").getFirst();
    var valid = events("text").getLast();
    assertThat(List.of(voided, restarted, valid)).isSortedAccordingTo(comparingLong(Event::seq));
    assertThat(restarted.fence()).isEqualTo(valid.fence()).isGreaterThan(voided.fence());
    assertThat(step(restarted)).isEqualTo(step(voided)).isEqualTo(step(valid));
    slow.release();
    Until.so(() -> events("turn.ended").size() == 1);
    assertThat(events("step.restarted")).hasSize(1);
  }

  @Test
  void tellsViewersThatTheTextOfAFailedAttemptIsVoid() {
    var hold = new Hold();
    var slow = new Hold();
    site.model.script(
        (request, sink, cancel) -> {
          sink.text("half");
          hold.stop(cancel);
          return fails(new ModelFault.Cut("reset")).give(request, sink, cancel);
        },
        ScriptedModel.stopsAt(slow, "whole", "."));
    var _ = engine.start(Site.asking(session, "Go"));
    Until.so(() -> events("text").size() == 1);
    hold.release();
    Until.so(() -> events("text").size() == 2);
    assertThat(step(events("step.restarted").getFirst()))
        .isEqualTo(step(events("text").getFirst()));
    assertThat(step(events("text").getLast())).isNotEqualTo(step(events("text").getFirst()));
    slow.release();
    Until.so(() -> events("turn.ended").size() == 1);
  }

  private static JsonValue step(Event event) {
    return event.body().get("step").orElseThrow();
  }

  private List<Event> events(String kind) {
    return site.events().read(session, 0, 100).orElseThrow().stream()
        .filter(event -> event.kind().equals(kind))
        .toList();
  }

  @Test
  void givesAReaderSilenceThenTheEnd() throws InterruptedException {
    var live = new ScriptedTurn(Site.asking(session, "Go").ids());
    var brief = Duration.ofMillis(1);
    assertThat(live.live().next(0, brief)).isEqualTo(new LiveTurn.Next.Silence());
    live.say("a");
    assertThat(live.live().next(0, brief)).isEqualTo(new LiveTurn.Next.Text("a"));
    live.end(new TurnEnd.Lost());
    assertThat(live.live().next(1, brief)).isEqualTo(new LiveTurn.Next.End(new TurnEnd.Lost()));
  }

  @Test
  void aTurnTakenOverBeginsWithTheTextItHasLetOut() throws InterruptedException {
    var asked = Site.asking(session, "Go");
    var said = new ModelOutcome("a thought, not let out", 9, List.of(), null);
    var done = List.of(Step.first(new ModelWork()).with(said));
    var turn =
        new Turn(
            asked.ids(), TurnStatus.RUNNING, asked.input(), Turn.Before.NOTHING, null, null, done);
    var live = LiveTurn.resumed(turn);
    live.complete("a thought and an answer");
    assertThat(live.next(0, Duration.ZERO))
        .isEqualTo(new LiveTurn.Next.Text("a thought and an answer"));
  }

  @Test
  void doesNotTearWhatNobodyHasRead() throws InterruptedException {
    var live = new ScriptedTurn(Site.asking(session, "Go").ids()).say("abc");
    live.tearTo(0).say("xyz");
    assertThat(live.live().next(0, Duration.ZERO)).isEqualTo(new LiveTurn.Next.Text("xyz"));
  }
}
