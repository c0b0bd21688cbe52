package dev.parley.webagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.id.AgentRid;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.session.SessionKey;
import dev.parley.trace.Effect;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.Purpose;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.NoteWork;
import dev.parley.trace.Work.ToolWork;
import dev.parley.trace.Work.WaitWork;
import dev.parley.webagent.WebStep.Came;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class WebStepsTest {
  private final List<Step> journal = new ArrayList<>();

  private WebStepsTest add(Work work, @Nullable Outcome outcome) {
    journal.add(new Step(journal.size() + 1, 0, work, outcome));
    return this;
  }

  private static JsonObject json(String text) {
    return (JsonObject) Json.parse(text);
  }

  private static ToolCall call(String id, String tool) {
    return new ToolCall(id, tool, json("{\"index\":7,\"text\":\"<secret>pin</secret>\"}"));
  }

  private static ToolWork tool(ToolCall call, Effect effect) {
    return new ToolWork(call, call.tool(), ToolKind.BROWSER, effect);
  }

  private WebStepsTest look(String title) {
    return add(
        tool(new ToolCall("look-" + journal.size(), "look", JsonObject.EMPTY), Effect.SAFE),
        new ToolOutcome(
            json(
                "{\"listing\":\"\",\"url\":\"http://%1$s/\",\"title\":\"%1$s\",\"whole\":true,\"notices\":[]}"
                    .formatted(title))));
  }

  private WebStepsTest asks(ToolCall... calls) {
    return add(new ModelWork(), new ModelOutcome("I act.", 0, List.of(calls), null));
  }

  private WebStepsTest acts(ToolCall call, @Nullable String outcome) {
    return add(tool(call, Effect.ONCE), outcome == null ? null : new ToolOutcome(json(outcome)));
  }

  private static String did(String text, boolean changed, String effect) {
    return "{\"text\":\"%s\",\"changed\":%s,\"effect\":\"%s\"}".formatted(text, changed, effect);
  }

  private List<WebStep> steps() {
    var ids =
        new Turn.Ids(
            TurnId.random(),
            new SessionKey(SessionId.random(), UserId.random(), AgentRid.named("web agent")),
            new TraceId(UUID.randomUUID()),
            null);
    var input = new TurnInput("Task", Map.of(), null);
    var turn = new Turn(ids, TurnStatus.RUNNING, input, Turn.Before.NOTHING, null, null, journal);
    var read = WebSteps.of(WebSession.Status.ACTIVE, turn);
    assertThat(read.status()).isEqualTo(WebSession.Status.ACTIVE);
    return read.all();
  }

  @Test
  void showsAnActionWithThePageItLeft() {
    var open = call("a", "go_to_url");
    look("start").asks(open).acts(open, did("Opened.", true, "done")).look("shop");
    assertThat(steps())
        .containsExactly(
            new WebStep(
                1, 1, "go_to_url", open.input(), "shop", "http://shop/", "Opened.", Came.DONE));
  }

  @Test
  void knowsNoPageUntilTheNextLookIfItChanged() {
    var click = call("a", "click_element");
    look("start").asks(click).acts(click, did("Clicked.", true, "done"));
    assertThat(steps().getFirst().url()).isNull();
    assertThat(steps().getFirst().outcome()).isEqualTo(Came.DONE);
  }

  @Test
  void staysOnThePageWhereNothingChanged() {
    var type = call("a", "input_text");
    var click = call("b", "click_element");
    look("form").asks(type, click, call("c", "click_element"));
    acts(type, did("Typed.", false, "done")).acts(click, did("Nothing.", false, "none"));
    assertThat(steps()).extracting(WebStep::title).containsExactly("form", "form");
    assertThat(steps()).extracting(WebStep::round).containsExactly(1, 1);
    assertThat(steps()).extracting(WebStep::outcome).containsExactly(Came.DONE, Came.NO_EFFECT);
  }

  @Test
  void tellsEveryEndOfAnAction() {
    var call = call("a", "click_element");
    look("shop");
    asks(call).acts(call, did("Not there.", false, "refused")).look("shop");
    asks(call).add(tool(call, Effect.ONCE), new ToolFailedOutcome("No such ref.")).look("shop");
    asks(call).add(tool(call, Effect.ONCE), new UnknownOutcome("The server died.")).look("shop");
    asks(call).add(tool(call, Effect.ONCE), new StoppedOutcome()).look("shop");
    asks(call).acts(call, null);
    assertThat(steps())
        .extracting(WebStep::outcome)
        .containsExactly(Came.REFUSED, Came.FAILED, Came.UNKNOWN, Came.STOPPED, Came.OPEN);
    assertThat(steps())
        .extracting(WebStep::result)
        .containsExactly("Not there.", "No such ref.", "The server died.", "", "");
    assertThat(steps()).extracting(WebStep::round).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void countsNoRoundForACallThatGaveNoReply() {
    var call = call("a", "click_element");
    look("shop").add(new ModelWork(), new Outcome.ModelFailedOutcome("tired"));
    asks(call).acts(call, did("Clicked.", false, "done"));
    assertThat(steps()).extracting(WebStep::round).containsExactly(1);
  }

  @Test
  void showsWhatWasExtractedAndNotThePage() {
    var read = call("a", "extract_content");
    look("shop").asks(read).acts(read, "{\"page\":\"all of it\",\"changed\":false}");
    assertThat(steps().getFirst().outcome()).isEqualTo(Came.OPEN);
    add(new ModelWork(Purpose.EXTRACTION), new ModelOutcome("7 dollars", 0, List.of(), null));
    assertThat(steps().getFirst().outcome()).isEqualTo(Came.DONE);
    assertThat(steps().getFirst().result()).isEqualTo("7 dollars");
  }

  @Test
  void showsAQuestionWithoutItsAnswer() {
    var ask = call("q", "human_input");
    look("shop").asks(ask).add(new WaitWork("q", null, null, true), null);
    assertThat(steps()).extracting(WebStep::outcome).containsExactly(Came.OPEN);
    journal.removeLast();
    add(new WaitWork("q", null, null, true), new WaitOutcome("c2VhbGVk"));
    assertThat(steps()).extracting(WebStep::outcome).containsExactly(Came.DONE);
    assertThat(steps().toString()).doesNotContain("c2VhbGVk");
  }

  @Test
  void doesNotTakeAPauseOrANoteForAStep() {
    look("shop").asks(call("q", "human_input"));
    add(new NoteWork(new Note.PauseNote()), new Outcome.HeardOutcome());
    add(new WaitWork("pause", null, null, true), null);
    assertThat(steps()).isEmpty();
    assertThat(WebSteps.of(WebSession.Status.FAILED, null).all()).isEmpty();
  }

  @Test
  void shortensLongResultsBetweenCharacters() {
    var read = call("a", "read_from_file");
    asks(read).acts(read, did("x" + "😀".repeat(2000), false, "done"));
    assertThat(steps().getFirst().result())
        .startsWith("x😀")
        .endsWith("😀 …")
        .hasSizeLessThan(2003);
  }
}
