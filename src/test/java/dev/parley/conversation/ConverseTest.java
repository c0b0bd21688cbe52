package dev.parley.conversation;

import static dev.parley.conversation.Talk.AGENT;
import static dev.parley.conversation.Talk.ANN;
import static dev.parley.engine.ScriptedModel.says;
import static dev.parley.engine.ScriptedModel.stopsAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agent.Limits;
import dev.parley.agent.ToolSpec;
import dev.parley.agent.VersionNumber;
import dev.parley.engine.Hold;
import dev.parley.engine.TurnEnd;
import dev.parley.id.AgentRid;
import dev.parley.id.FunctionRid;
import dev.parley.id.MessageId;
import dev.parley.id.SessionId;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.AgentProblem.AgentMissing;
import dev.parley.problem.AgentProblem.FunctionMissing;
import dev.parley.problem.AgentProblem.ModelUnknown;
import dev.parley.problem.AgentProblem.NothingPublished;
import dev.parley.problem.AgentProblem.VersionMalformed;
import dev.parley.problem.AgentProblem.VersionMissing;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.MessageNotInProgress;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.problem.SessionProblem.TurnUnderWay;
import dev.parley.problem.SessionProblem.VariableTypeMismatch;
import dev.parley.problem.SessionProblem.VariableUnknown;
import dev.parley.session.SessionKey;
import dev.parley.trace.Answer;
import dev.parley.trace.TurnInput;
import dev.parley.variable.Variable;
import dev.parley.variable.VariableValue;
import dev.parley.variable.VariableValue.ObjectSetValue;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ConverseTest {
  private static final Variable NAME =
      new Variable(Variable.Access.READ_ONLY, "Who is asking", "unknown");

  @AutoClose private final Talk talk = new Talk();

  private static void refused(ThrowingCallable call, Problem problem) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, refusal -> assertThat(refusal.problem()).isEqualTo(problem));
  }

  private void refusesToOpen(Problem problem) {
    refused(() -> talk.conversations.open(ANN, AGENT, null), problem);
  }

  @Test
  void opensTheLatestPublishedVersionAndStaysWithIt() throws InterruptedException {
    talk.agent("First.", Map.of());
    talk.agent(Talk.spec("Saved.", Map.of(), Limits.DEFAULT), false);
    var session = talk.session();
    assertThat(session.version()).isEqualTo(new VersionNumber(1, 0));
    assertThat(session.messageCount()).isZero();
    talk.agent("Second.", Map.of());
    var _ = talk.ask(session.key(), "Hello");
    assertThat(talk.system()).isEqualTo("First.");
  }

  @Test
  void opensASavedVersionByItsName() {
    talk.agent(Talk.spec("Saved.", Map.of(), Limits.DEFAULT), false);
    assertThat(talk.conversations.open(ANN, AGENT, "0.1").version())
        .isEqualTo(new VersionNumber(0, 1));
    refusesToOpen(new NothingPublished(AGENT));
  }

  @Test
  void refusesAgentsAndVersionsThatAreNotThere() {
    var other = AgentRid.named("nobody");
    refused(() -> talk.conversations.open(ANN, other, "x"), new AgentMissing(other.value()));
    talk.agent();
    refused(() -> talk.conversations.open(ANN, AGENT, "9.0"), new VersionMissing(AGENT, "9.0"));
    refused(() -> talk.conversations.open(ANN, AGENT, "1"), new VersionMalformed(AGENT, "1"));
  }

  @Test
  void refusesToOpenWhatNeedsAnUnknownModel() {
    talk.agent(Talk.withModel("none:such"), true);
    refusesToOpen(new ModelUnknown("none:such"));
  }

  @Test
  void refusesToOpenWhatNeedsAMissingFunction() {
    talk.agent(new ToolSpec.FunctionTool("Weather", "weather", "1.0.0"));
    refusesToOpen(new FunctionMissing(FunctionRid.named("weather"), "1.0.0"));
  }

  @Test
  void refusesVariablesTheAgentDoesNotHaveOrOfAnotherType() {
    talk.agent("Hi.", Map.of("name", NAME));
    var session = talk.open();
    refused(
        () -> talk.start(session, "Go", Map.of("age", new VariableValue.TextValue("1"))),
        new VariableUnknown("age", "It has these: [name]."));
    var set = new ObjectSetValue("o", JsonObject.EMPTY);
    refused(
        () -> talk.start(session, "Go", Map.of("name", set)),
        new VariableTypeMismatch("name", "string", "objectSet"));
    refused(
        () -> talk.conversations.retrieve(session, new TurnInput("Go", Map.of("name", set), null)),
        new VariableTypeMismatch("name", "string", "objectSet"));
  }

  @Test
  void retrievesNothingAndStoresNothing() {
    talk.agent();
    var session = talk.session();
    var input = new TurnInput("Go", Map.of(), null);
    assertThat(talk.conversations.retrieve(session.key(), input)).isEmpty();
    assertThat(talk.site.sessions().find(session.key())).contains(session);
  }

  @Test
  void saysWhatIsMissingOfAgentAndSession() {
    talk.agent();
    var nowhere = new SessionKey(SessionId.random(), ANN.user(), AGENT);
    var elsewhere = new SessionKey(SessionId.random(), ANN.user(), AgentRid.named("nobody"));
    refused(() -> talk.start(nowhere, "Go", Map.of()), new SessionMissing());
    refused(() -> talk.conversations.delete(nowhere), new SessionMissing());
    refused(
        () -> talk.conversations.cancel(nowhere, MessageId.random(), null), new SessionMissing());
    refused(
        () -> talk.start(elsewhere, "Go", Map.of()), new AgentMissing(elsewhere.agent().value()));
  }

  @Test
  void answersOneTurnAtATime() throws InterruptedException {
    var hold = new Hold();
    talk.agent();
    talk.model.script(stopsAt(hold, "", "first"), says("second"));
    var session = talk.open();
    var live = talk.start(session, "One", Map.of());
    refused(() -> talk.start(session, "Two", Map.of()), new TurnUnderWay());
    hold.release();
    assertThat(live.await()).isInstanceOf(TurnEnd.Answered.class);
    assertThat(talk.ask(session, "Three").toString()).contains("second");
  }

  @Test
  void cancelsByMessageAndKeepsTheGivenAnswer() {
    var hold = new Hold();
    talk.agent();
    talk.model.script(stopsAt(hold, "", "late"));
    var session = talk.open();
    var message = Objects.requireNonNull(talk.start(session, "Go", Map.of()).ids().message());
    var kept = talk.conversations.cancel(session, message, "Mine.").orElseThrow();
    assertThat(kept.answer()).isEqualTo(Answer.givenAtCancel("Mine."));
    refused(
        () -> talk.conversations.cancel(session, message, null), new MessageNotInProgress(message));
  }

  @Test
  void remembersTheGivenAnswerOfACancelledTurnAndForgetsADroppedOne() throws InterruptedException {
    talk.agent();
    var one = new Hold();
    var two = new Hold();
    talk.model.script(stopsAt(one, "", "late"), stopsAt(two, "", "late"), says("ok"));
    var session = talk.open();
    cancelled(session, "One", one, "Mine.");
    cancelled(session, "Two", two, null);
    var _ = talk.ask(session, "Three");
    assertThat(talk.model.asked().getLast().messages().toString())
        .contains("One", "Mine.", "Three")
        .doesNotContain("Two");
  }

  private void cancelled(SessionKey session, String text, Hold hold, @Nullable String answer)
      throws InterruptedException {
    var message = Objects.requireNonNull(talk.start(session, text, Map.of()).ids().message());
    hold.awaitReached();
    assertThat(talk.conversations.cancel(session, message, answer).isPresent())
        .isEqualTo(answer != null);
  }

  @Test
  void deletesASessionForGood() {
    talk.agent();
    var session = talk.open();
    talk.conversations.delete(session);
    refused(() -> talk.conversations.delete(session), new SessionMissing());
    refused(() -> talk.start(session, "Go", Map.of()), new SessionMissing());
  }
}
