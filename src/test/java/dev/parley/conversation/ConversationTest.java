package dev.parley.conversation;

import static dev.parley.engine.ScriptedModel.calls;
import static dev.parley.engine.ScriptedModel.fails;
import static dev.parley.engine.ScriptedModel.says;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.Limits;
import dev.parley.agent.ToolSpec;
import dev.parley.agent.ToolSpec.FunctionTool;
import dev.parley.engine.Hold;
import dev.parley.engine.LiveTurn;
import dev.parley.engine.ScriptedModel;
import dev.parley.engine.TurnEnd;
import dev.parley.function.FunctionCaller.Result;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.model.Message.AssistantMessage;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelFacts;
import dev.parley.model.ModelFault;
import dev.parley.model.ModelReply;
import dev.parley.model.ToolOffer;
import dev.parley.problem.TurnProblem;
import dev.parley.problem.TurnProblem.ContextTooLarge;
import dev.parley.problem.TurnProblem.RoundsExceeded;
import dev.parley.trace.Answer;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Usage;
import dev.parley.variable.Variable;
import dev.parley.variable.VariableValue.TextValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whole turns of a conversation agent over real rows. */
class ConversationTest {
  private static final Variable FIXED =
      new Variable(Variable.Access.READ_ONLY, "Who is asking", "unknown");
  private static final Variable OPEN = new Variable(Variable.Access.READ_WRITE, null, null);
  private static final ToolSpec WEATHER = new FunctionTool("The Weather", "weather", "1.0.0");
  private static final ToolSpec UPDATE = new ToolSpec.UpdateVariable();
  private static final ToolSpec CLARIFY = new ToolSpec.RequestClarification();

  @AutoClose private final Talk talk = new Talk();

  private static Answer answer(TurnEnd end) {
    assertThat(end).isInstanceOf(TurnEnd.Answered.class);
    return ((TurnEnd.Answered) end).answer();
  }

  private static TurnEnd failed(TurnProblem problem) {
    return new TurnEnd.Failed(problem);
  }

  private static ToolCall update(String variable, String value) {
    var input = JsonObject.EMPTY.with("variable", variable).with("value", value);
    return new ToolCall("u-" + variable + value, "updateVariable", input);
  }

  @Test
  void fillsVariablesIntoTheInstructionsOnce() throws InterruptedException {
    talk.agent("Help {{name}}, not {{nobody}}.", Map.of("name", FIXED));
    var session = talk.open();
    var _ = talk.ask(session, "Hi {{name}}", "name", "{{name}} $1");
    assertThat(talk.system()).startsWith("Help {{name}} $1, not {{nobody}}.");
    assertThat(talk.system()).contains("Who is asking");
    assertThat(talk.told()).contains("Hi {{name}}");
    var _ = talk.ask(session, "Hi again");
    assertThat(talk.system()).startsWith("Help unknown, not");
  }

  @Test
  void remembersEarlierExchanges() throws InterruptedException {
    talk.agent();
    talk.model.script(says("one"), fails(new ModelFault.Refused("401")), says("three"));
    var session = talk.open();
    var _ = talk.ask(session, "1");
    var _ = talk.ask(session, "2");
    var _ = talk.ask(session, "3");
    assertThat(talk.model.asked().getLast().messages())
        .containsExactly(
            new UserMessage("1"), new AssistantMessage("one", List.of()), new UserMessage("3"));
  }

  @Test
  void reportsTheVariablesItsCallsHaveChanged() throws InterruptedException {
    talk.agent("Hi.", Map.of("size", OPEN, "colour", OPEN), UPDATE);
    talk.model.script(
        calls("", List.of(update("size", "small"), update("colour", "red"))),
        calls("", List.of(update("size", "large"), update("colour", ""))),
        says("Done."));
    var answer = answer(talk.ask(talk.open(), "Go"));
    assertThat(answer.updates()).isEqualTo(Map.of("size", new TextValue("large")));
    assertThat(answer.usage()).isEqualTo(new Usage(30, 6));
  }

  @Test
  void tellsTheModelWhichVariablesItCannotChange() throws InterruptedException {
    talk.agent("Hi.", Map.of("name", FIXED, "size", OPEN), UPDATE);
    talk.model.script(calls("", List.of(update("name", "Eve"))), says("Sorry."));
    assertThat(answer(talk.ask(talk.open(), "Go")).updates()).isEmpty();
    assertThat(talk.told()).contains("failed", "[size]");
  }

  @Test
  void doesNotCarryValuesOverToTheNextTurn() throws InterruptedException {
    talk.agent("Size {{size}}.", Map.of("size", OPEN), UPDATE);
    talk.model.script(calls("", List.of(update("size", "large"))), says("Done."), says("Hm."));
    var session = talk.open();
    var _ = talk.ask(session, "Go");
    assertThat(answer(talk.ask(session, "And?")).updates()).isEmpty();
    assertThat(talk.system()).startsWith("Size .");
  }

  @Test
  void endsTheTurnWithAQuestion() throws InterruptedException {
    talk.agent(CLARIFY);
    var asked = JsonObject.EMPTY.with("question", "Which order?");
    talk.model.script(
        calls("A thought.", List.of(new ToolCall("1", "requestClarification", asked))),
        says("Thanks."));
    var session = talk.open();
    assertThat(answer(talk.ask(session, "Go")).text()).isEqualTo("Which order?");
    assertThat(talk.model.asked()).hasSize(1);
    assertThat(answer(talk.ask(session, "This one")).text()).isEqualTo("Thanks.");
  }

  @Test
  void givesBackWhatAProviderWantsToSeeAgain() throws InterruptedException {
    talk.function("weather", Effect.SAFE).agent(WEATHER);
    var kept = JsonObject.EMPTY.with("gemini", JsonObject.EMPTY.with("call-0", "a signature"));
    var call = new ToolCall("call-0", "The_Weather", JsonObject.EMPTY);
    talk.model.script(
        (_, _, _) -> new ModelReply("", List.of(call), null, kept), says("4 degrees."));
    var _ = talk.ask(talk.open(), "Go");
    assertThat(talk.model.asked().getLast().messages())
        .contains(new AssistantMessage("", List.of(call), kept));
  }

  @Test
  void asksNoMoreThanTheModelHolds() throws InterruptedException {
    talk.agent();
    talk.model.script(says("Hi."));
    var session = talk.open();
    talk.facts = new ModelFacts(400, 100, false, null);
    assertThat(talk.ask(session, "x".repeat(301)))
        .isEqualTo(failed(new ContextTooLarge("The limit is 300 tokens.")));
    talk.facts = new ModelFacts(4000, 100, false, null);
    assertThat(answer(talk.ask(session, "x".repeat(301))).text()).isEqualTo("Hi.");
  }

  @Test
  void callsAFunctionWithAKeyAndTellsTheModelItsResult() throws InterruptedException {
    talk.function("weather", Effect.SAFE).agent(WEATHER);
    talk.model.script(calls("", "The_Weather"), says("4 degrees."));
    assertThat(answer(talk.ask(talk.open(), "Go")).text()).isEqualTo("4 degrees.");
    assertThat(talk.told()).contains("4 C");
    assertThat(talk.keys).hasSize(1);
    assertThat(talk.model.asked().getFirst().tools())
        .extracting(ToolOffer::name)
        .containsExactly("The_Weather");
  }

  @Test
  void tellsTheModelOfAFailure() throws InterruptedException {
    talk.function("weather", Effect.ONCE).agent(WEATHER);
    talk.model.script(calls("", "The_Weather"), says("Sorry."));
    talk.result = new Result.Failed("no such city");
    var _ = talk.ask(talk.open(), "Go");
    assertThat(talk.told()).contains("failed", "no such city");
  }

  @Test
  void tellsTheModelThatAnOutcomeIsUnknown() throws InterruptedException {
    talk.function("weather", Effect.ONCE).agent(WEATHER);
    talk.model.script(calls("", "The_Weather"), says("Unclear."));
    talk.result = new Result.Uncertain("the connection broke");
    var _ = talk.ask(talk.open(), "Go");
    assertThat(talk.told()).contains("unknown", "the connection broke");
    assertThat(talk.keys).hasSize(1);
  }

  @Test
  void tellsTheModelOfToolsThatAreNotThereAndOfMalformedArguments() throws InterruptedException {
    talk.agent(CLARIFY);
    var malformed = ToolCall.malformed("2", "requestClarification", "{oops");
    talk.model.script(
        calls("", List.of(new ToolCall("1", "fly", JsonObject.EMPTY), malformed)), says("Sorry."));
    assertThat(answer(talk.ask(talk.open(), "Go")).text()).isEqualTo("Sorry.");
    var told = talk.model.asked().getLast().messages().toString();
    assertThat(told).contains("no tool 'fly'", "no JSON object");
  }

  @Test
  void allowsOneRoundOfToolsLessThanItsIterations() throws InterruptedException {
    var limits = new Limits(3, Duration.ofSeconds(20), 100_000);
    talk.agent(Talk.spec("Hi.", Map.of(), limits, CLARIFY), true);
    talk.model.script(calls("", "x"), calls("", "x"), says("Done."), calls("", "x"));
    var session = talk.open();
    assertThat(answer(talk.ask(session, "Go")).text()).isEqualTo("Done.");
    assertThat(talk.ask(session, "Go"))
        .isEqualTo(failed(new RoundsExceeded("The limit is 3 rounds.")));
    assertThat(talk.model.asked()).hasSize(6);
  }

  @Test
  void countsNoRoundForAnAttemptThatFailed() throws InterruptedException {
    var limits = new Limits(1, Duration.ofSeconds(20), 100_000);
    talk.agent(Talk.spec("Hi.", Map.of(), limits), true);
    talk.model.script(fails(new ModelFault.Cut("reset")), says("ok"));
    assertThat(answer(talk.ask(talk.open(), "Go")).text()).isEqualTo("ok");
  }

  @Test
  void doesNotAskTheModelWithAPromptBeyondItsLimit() throws InterruptedException {
    var limits = new Limits(3, Duration.ofSeconds(20), 50);
    talk.agent(Talk.spec("Hi.", Map.of(), limits), true);
    var session = talk.open();
    assertThat(answer(talk.ask(session, "x".repeat(40))).text()).isEqualTo("ok");
    assertThat(talk.ask(session, "y".repeat(9)))
        .isEqualTo(failed(new ContextTooLarge("The limit is 50 tokens.")));
    assertThat(talk.model.asked()).hasSize(1);
  }

  @Test
  void keepsAThoughtBesideACallFromItsReaders() throws InterruptedException {
    talk.agent(CLARIFY);
    talk.model.script(calls("Let me see.", "x"), says("Done."));
    var live = talk.start(talk.open(), "Go", Map.of());
    assertThat(answer(live.await()).text()).isEqualTo("Done.");
    assertThat(live.next(0, Duration.ZERO)).isEqualTo(new LiveTurn.Next.Text("Done."));
  }

  @Test
  void keepsWhatWasLetGoAsPartOfTheAnswer() throws InterruptedException {
    talk.agent(CLARIFY);
    var thought = "\uD83D\uDE00".repeat(400);
    talk.model.script(calls(thought, "x"), says("Done."));
    assertThat(answer(talk.ask(talk.open(), "Go")).text()).isEqualTo(thought + "Done.");
  }

  @Test
  void actsInABrowserInTheOrderOfItsCallsAndIsShownTheNewestPageAlone()
      throws InterruptedException {
    talk.agent(new ToolSpec.Browser(List.of()));
    var done = new CopyOnWriteArrayList<String>();
    talk.browser =
        (work, _, turn, _) -> {
          assertThat(turn.open()).hasSize(1);
          done.add(work.call().tool());
          var told = JsonObject.EMPTY.with("text", "did " + done.size());
          return new ToolOutcome(told.with("listing", "page " + done.size()));
        };
    talk.model.script(
        calls("", "go_to_url", "wait", "scroll_down"), calls("", "go_back"), says("Done."));
    assertThat(answer(talk.ask(talk.open(), "Go")).text()).isEqualTo("Done.");
    assertThat(done).containsExactly("go_to_url", "wait", "scroll_down", "go_back");
    assertThat(talk.model.asked().getLast().messages().toString())
        .contains("did 3", "did 4\npage 4")
        .doesNotContain("page 3");
    assertThat(talk.system()).contains("You can use a browser");
  }

  @Test
  void streamsAtOnceWithoutTools() throws InterruptedException {
    var hold = new Hold();
    talk.agent();
    talk.model.script(ScriptedModel.stopsAt(hold, "a", "b"));
    var live = talk.start(talk.open(), "Go", Map.of());
    assertThat(live.next(0, Duration.ofSeconds(10))).isEqualTo(new LiveTurn.Next.Text("a"));
    hold.release();
    assertThat(answer(live.await()).text()).isEqualTo("ab");
  }
}
