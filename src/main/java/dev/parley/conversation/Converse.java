package dev.parley.conversation;

import dev.parley.agent.AgentSpec;
import dev.parley.agent.AgentVersion;
import dev.parley.agent.Agents;
import dev.parley.agent.FindVersion;
import dev.parley.cancel.Cancel;
import dev.parley.engine.LiveTurn;
import dev.parley.engine.NewTurn;
import dev.parley.engine.Patience;
import dev.parley.engine.Plan;
import dev.parley.engine.Plans;
import dev.parley.engine.Turns;
import dev.parley.id.AgentRid;
import dev.parley.id.MessageId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.identity.Caller;
import dev.parley.model.ModelProvider;
import dev.parley.model.Models;
import dev.parley.model.TokenCounter;
import dev.parley.problem.AgentProblem.ModelUnknown;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.MessageNotInProgress;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.problem.TurnProblem.ExecutionFailed;
import dev.parley.session.Session;
import dev.parley.session.SessionKey;
import dev.parley.session.Sessions;
import dev.parley.session.Sessions.NewSession;
import dev.parley.tool.MakeTools;
import dev.parley.trace.Answer;
import dev.parley.trace.Context;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Conversations, built on sessions, agents and the engine. */
public final class Converse implements Conversations, Plans {
  private static final String PLACEHOLDER = "New session";

  /** What conversations are built on. */
  public record Parts(
      Agents agents,
      Sessions sessions,
      Recall recall,
      Models models,
      TokenCounter tokens,
      MakeTools tools,
      Knowledge knowledge) {}

  private final Parts parts;
  private final FindVersion versions;
  private final ExchangeSizes sizes;
  private final Duration retention;
  private final Turns turns;

  /**
   * Ties conversations and their engine, which need each other.
   *
   * @param engine makes the engine that will run the turns, given the plans of them
   */
  public Converse(Parts parts, Duration retention, Function<Plans, Turns> engine) {
    this.parts = parts;
    this.retention = retention;
    this.versions = new FindVersion(parts.agents);
    this.sizes = new ExchangeSizes(parts.tokens);
    this.turns = engine.apply(this);
  }

  public Turns turns() {
    return turns;
  }

  @Override
  public Session open(Caller caller, AgentRid agent, @Nullable String version) {
    var found = versions.find(agent, version);
    requireUsable(found.spec());
    return parts.sessions.create(
        new NewSession(
            caller.user(), caller.client(), agent, found.number(), PLACEHOLDER, retention));
  }

  /** Config errors: what the agent version is configured with is not there. */
  private void requireUsable(AgentSpec spec) {
    var _ = model(spec);
    var _ = parts.tools.of(spec);
  }

  private ModelProvider model(AgentSpec spec) {
    return parts
        .models
        .find(spec.model())
        .orElseThrow(() ->
            new ProblemException(
                new ModelUnknown(Objects.requireNonNullElse(spec.model(), "(default)"))));
  }

  @Override
  public LiveTurn ask(SessionKey key, Ask ask) {
    var spec = check(key, ask.input());
    var trace = ask.trace() == null ? TraceId.random() : ask.trace();
    var ids = new Turn.Ids(TurnId.random(), key, trace, ask.message());
    return turns.start(
        new NewTurn(ids, ask.input(), ConversationBehaviour.first(spec, ask.input())));
  }

  /** A session that is gone is told before anything that does not fit its agent. */
  private AgentSpec check(SessionKey key, TurnInput input) {
    var spec = versionOf(key).spec();
    try {
      requireUsable(spec);
      Values.check(spec.variables(), input.variables());
      return spec;
    } catch (ProblemException unfit) {
      var _ = find(key);
      throw unfit;
    }
  }

  @Override
  public List<Context> retrieve(SessionKey key, TurnInput input) {
    var version = versions.find(key.agent(), find(key).version().toString());
    Values.check(version.spec().variables(), input.variables());
    return contexts(version.spec()).find(input, new Cancel());
  }

  @Override
  public Optional<Turn> cancel(SessionKey key, MessageId message, @Nullable String answer) {
    var cancelled = turns.cancel(key, message, answer);
    if (cancelled.isEmpty()) {
      var _ = find(key);
      throw new ProblemException(new MessageNotInProgress(message));
    }
    return answer == null ? Optional.empty() : cancelled;
  }

  @Override
  public void delete(SessionKey key) {
    if (!turns.delete(key)) {
      throw missing(key);
    }
    parts.recall.forget(key.id());
  }

  private Session find(SessionKey key) {
    return parts.sessions.find(key).orElseThrow(() -> missing(key));
  }

  private ProblemException missing(SessionKey key) {
    versions.requireAgent(key.agent());
    return new ProblemException(new SessionMissing());
  }

  private AgentVersion versionOf(SessionKey key) {
    var version = parts.sessions.versionOf(key).orElseThrow(() -> missing(key));
    return versions.find(key.agent(), version.toString());
  }

  @Override
  public Plan planFor(Turn turn) {
    var remembered =
        parts
            .recall
            .recall(turn)
            .orElseThrow(
                () -> new ProblemException(new ExecutionFailed("The session is gone.", "")));
    var spec = versions.find(remembered.agent(), remembered.version().toString()).spec();
    var tools = parts.tools.of(spec);
    return new Plan(
        new ConversationBehaviour(
            spec,
            remembered.exchanges(),
            tools,
            new PromptSize(parts.tokens, sizes, largestPrompt(spec))),
        model(spec),
        tools,
        contexts(spec),
        Patience.inAll(spec.limits().deadline()),
        false,
        answer -> parts.recall.leave(turn, remembered.plus(exchange(turn, answer))));
  }

  private FindContexts contexts(AgentSpec spec) {
    return new FindContexts(spec.contexts(), parts.knowledge);
  }

  private int largestPrompt(AgentSpec spec) {
    return parts.models.promptTokens(spec.model(), spec.limits().contextTokens());
  }

  private static Recall.Exchange exchange(Turn turn, Answer answer) {
    return new Recall.Exchange(turn.input().text(), answer.text());
  }
}
