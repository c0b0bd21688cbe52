package dev.parley.conversation;

import dev.parley.agent.AgentSpec;
import dev.parley.agent.ContextSpec;
import dev.parley.agent.Limits;
import dev.parley.agent.Profile;
import dev.parley.agent.ToolSpec;
import dev.parley.cancel.Cancel;
import dev.parley.engine.LiveTurn;
import dev.parley.engine.ScriptedModel;
import dev.parley.engine.Site;
import dev.parley.engine.Toolbox;
import dev.parley.engine.TurnEnd;
import dev.parley.function.FunctionCaller;
import dev.parley.function.FunctionSpec;
import dev.parley.function.HttpCall;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.FunctionRid;
import dev.parley.id.MessageId;
import dev.parley.id.UserId;
import dev.parley.identity.Caller;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.knowledge.Document;
import dev.parley.knowledge.Passage;
import dev.parley.knowledge.Retriever.Search;
import dev.parley.model.ModelFacts;
import dev.parley.model.ModelProvider;
import dev.parley.model.Models;
import dev.parley.postgres.AgentRows;
import dev.parley.postgres.FunctionRows;
import dev.parley.session.Session;
import dev.parley.session.SessionKey;
import dev.parley.tool.MakeTools;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.TurnInput;
import dev.parley.variable.Variable;
import dev.parley.variable.VariableValue;
import dev.parley.variable.VariableValue.TextValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** One agent in a database, its model and functions, and somebody who talks to it. */
@NullMarked
final class Talk implements AutoCloseable {
  static final AgentRid AGENT = AgentRid.named("talker");
  static final Caller ANN =
      new Caller(
          new UserId(UUID.randomUUID()), ClientId.USER_TOKENS, Caller.Kind.PERSON, false, null);

  final Site site = new Site();
  final ScriptedModel model = site.model;
  final AgentRows agents = new AgentRows(site.database(), site.clock());
  final FunctionRows functions = new FunctionRows(site.database());

  /** The keys with which functions were called. */
  final List<String> keys = new CopyOnWriteArrayList<>();

  /** What is known of the model. */
  volatile @Nullable ModelFacts facts;

  volatile FunctionCaller.Result result = new FunctionCaller.Result.Returned(new JsonText("4 C"));

  /** What carries out the actions of a browser. */
  volatile Toolbox browser = (_, _, _, _) -> new ToolFailedOutcome("There is no browser.");

  final Converse conversations;

  /** What was looked for, what is found for anything, and the documents there are. */
  final List<Search> searched = new CopyOnWriteArrayList<>();

  volatile List<Passage> found = List.of();
  volatile List<Document> whole = List.of();

  Talk() {
    conversations = another();
  }

  /** Another node's, on the same rows. */
  Converse another() {
    var parts =
        new Converse.Parts(
            agents,
            site.sessions(),
            site.recall(),
            models(),
            String::length,
            new MakeTools(
                functions,
                this::call,
                _ -> (work, key, turn, cancel) -> browser.run(work, key, turn, cancel)),
            new Knowledge(this::find, (_, _) -> whole));
    return new Converse(parts, Duration.ofHours(24), site::engineFor);
  }

  private List<Passage> find(Search search, Cancel cancel) {
    searched.add(search);
    return found;
  }

  private Models models() {
    return new Models() {
      @Override
      public Optional<ModelProvider> find(@Nullable String spec) {
        return "none:such".equals(spec) ? Optional.empty() : Optional.of(model);
      }

      @Override
      public Optional<ModelFacts> facts(@Nullable String spec) {
        return Optional.ofNullable(facts);
      }
    };
  }

  private FunctionCaller.Result call(
      FunctionSpec function, JsonObject input, String key, Cancel cancel) {
    keys.add(key);
    return result;
  }

  /** Saves a version of the agent; every one differs, so each is new. */
  Talk agent(AgentSpec spec, boolean publish) {
    var _ = agents.save(AGENT, spec, UUID.randomUUID().toString(), publish);
    return this;
  }

  /** An agent with these instructions, variables and tools, published. */
  Talk agent(String instructions, Map<String, Variable> variables, ToolSpec... tools) {
    return agent(spec(instructions, variables, Limits.DEFAULT, tools), true);
  }

  Talk agent(ToolSpec... tools) {
    return agent("Be brief.", Map.of(), tools);
  }

  static AgentSpec spec(
      String instructions, Map<String, Variable> variables, Limits limits, ToolSpec... tools) {
    var profile = new Profile("Talker", null, null, List.of());
    return new AgentSpec(
        profile, null, instructions, new LinkedHashMap<>(variables), List.of(tools), limits);
  }

  /** An agent that looks things up, published. */
  Talk looking(Limits limits, ContextSpec... contexts) {
    var plain = spec("Be brief.", Map.of(), limits);
    return agent(
        new AgentSpec(
            plain.profile(),
            null,
            plain.instructions(),
            plain.variables(),
            List.of(contexts),
            List.of(),
            limits),
        true);
  }

  static AgentSpec withModel(String model) {
    var plain = spec("Be brief.", Map.of(), Limits.DEFAULT);
    return new AgentSpec(
        plain.profile(),
        model,
        plain.instructions(),
        plain.variables(),
        plain.tools(),
        plain.limits());
  }

  Talk function(String name, Effect effect) {
    var spec =
        new FunctionSpec(
            FunctionRid.named(name),
            name,
            "1.0.0",
            null,
            effect,
            JsonObject.EMPTY,
            null,
            new HttpCall("POST", "http://127.0.0.1:1/", Map.of(), null, Duration.ofSeconds(1)));
    boolean _ = functions.save(spec);
    return this;
  }

  SessionKey open() {
    return session().key();
  }

  Session session() {
    return conversations.open(ANN, AGENT, null);
  }

  LiveTurn start(SessionKey session, String text, Map<String, VariableValue> variables) {
    var input = new TurnInput(text, variables, null);
    return conversations.ask(session, new Conversations.Ask(input, null, MessageId.random()));
  }

  TurnEnd ask(SessionKey session, String text) throws InterruptedException {
    return start(session, text, Map.of()).await();
  }

  TurnEnd ask(SessionKey session, String text, String variable, String value)
      throws InterruptedException {
    return start(session, text, Map.of(variable, new TextValue(value))).await();
  }

  /** What the model was last told by the system text. */
  String system() {
    return model.asked().getLast().system();
  }

  /** The last message the model was last given, in full. */
  String told() {
    return model.asked().getLast().messages().getLast().toString();
  }

  @Override
  public void close() {
    site.close();
  }
}
