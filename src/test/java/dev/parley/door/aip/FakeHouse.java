package dev.parley.door.aip;

import dev.parley.agent.AgentSpec;
import dev.parley.agent.AgentVersion;
import dev.parley.agent.Agents;
import dev.parley.agent.FindVersion;
import dev.parley.agent.Limits;
import dev.parley.agent.Profile;
import dev.parley.agent.VersionNumber;
import dev.parley.conversation.Conversations;
import dev.parley.engine.LiveTurn;
import dev.parley.engine.ScriptedTurn;
import dev.parley.engine.TurnEnd;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.MessageId;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.identity.Caller;
import dev.parley.identity.Callers;
import dev.parley.problem.AccessProblem.CredentialsRefused;
import dev.parley.problem.AccessProblem.Refusal;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.MessageNotInProgress;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.problem.SessionProblem.TraceIdTaken;
import dev.parley.problem.SessionProblem.TurnUnderWay;
import dev.parley.problem.SessionProblem.VariableTypeMismatch;
import dev.parley.problem.SessionProblem.VariableUnknown;
import dev.parley.session.Session;
import dev.parley.session.SessionKey;
import dev.parley.session.Sessions;
import dev.parley.trace.Answer;
import dev.parley.trace.Context;
import dev.parley.trace.Traces;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.TurnStatus;
import dev.parley.variable.Variable;
import dev.parley.variable.VariableType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Everything behind the door, in memory, with turns that tests play. */
@NullMarked
final class FakeHouse {
  static final AgentRid AGENT =
      new AgentRid("ri.aip-agents..agent.732cd5b4-7ca7-4219-aabb-6e976faf63b1");
  static final AgentRid DRAFT =
      new AgentRid("ri.aip-agents..agent.00000000-0000-4000-8000-000000000001");
  static final Set<String> SCOPES = Set.of("api:aip-agents-read", "api:aip-agents-write");

  final Map<String, Caller> callers = new ConcurrentHashMap<>();
  final Map<AgentRid, List<VersionNumber>> agents = new ConcurrentHashMap<>();
  final Map<SessionId, Session> sessions = new ConcurrentHashMap<>();
  final Map<SessionId, List<Turn>> turns = new ConcurrentHashMap<>();
  final Map<SessionId, ScriptedTurn> live = new ConcurrentHashMap<>();

  /** Each question asked of a store, in order. */
  final List<String> questions = new CopyOnWriteArrayList<>();

  /** What the next turns do; they answer "Hello." unless told otherwise. */
  volatile Consumer<ScriptedTurn> script = turn -> turn.say("Hel").say("lo.").answer("Hello.");

  volatile List<Context> found = List.of();
  volatile @Nullable Problem refusal;
  private Instant now = Instant.parse("2024-10-01T20:04:24.962583Z");

  FakeHouse() {
    agents.put(AGENT, List.of(new VersionNumber(2, 1), new VersionNumber(2, 0), version(1, 0)));
    agents.put(DRAFT, List.of(new VersionNumber(0, 1)));
    callers.put(
        "full", new Caller(UserId.random(), client("a"), Caller.Kind.PERSON, false, SCOPES));
  }

  static VersionNumber version(int major, int minor) {
    return new VersionNumber(major, minor);
  }

  static ClientId client(String name) {
    return new ClientId(name);
  }

  static AgentVersion agentVersion(AgentRid agent, VersionNumber number) {
    var variables = new LinkedHashMap<String, Variable>();
    variables.put("customerName", new Variable(Variable.Access.READ_ONLY, "Who is asking", "you"));
    variables.put("mood", new Variable(Variable.Access.READ_WRITE, null, null));
    var profile = new Profile("Support", "Answers questions.", "Ask...", List.of("What is new?"));
    var spec = new AgentSpec(profile, "offline", "Help.", variables, List.of(), Limits.DEFAULT);
    return new AgentVersion(agent, number, spec);
  }

  Caller caller(String token) {
    return Optional.ofNullable(callers.get(token)).orElseThrow();
  }

  Callers callers() {
    return token ->
        switch (token) {
          case "expired" -> throw new ProblemException(new CredentialsRefused(Refusal.EXPIRED));
          case String known when callers.containsKey(known) -> caller(known);
          case String _ -> throw new ProblemException(new CredentialsRefused(Refusal.INVALID));
        };
  }

  /** A session of the caller with this token, a second younger than the one before. */
  Session openSession(String token) {
    var caller = caller(token);
    return sessions()
        .create(
            new Sessions.NewSession(
                caller.user(),
                caller.client(),
                AGENT,
                version(2, 0),
                "New session",
                Duration.ofHours(24)));
  }

  Agents agents() {
    return new Agents() {
      @Override
      public boolean exists(AgentRid agent) {
        questions.add("agent exists");
        return agents.containsKey(agent);
      }

      @Override
      public Optional<AgentVersion> version(AgentRid agent, VersionNumber number) {
        return known(agent).filter(number::equals).findFirst().map(n -> agentVersion(agent, n));
      }

      @Override
      public Optional<AgentVersion> latestPublished(AgentRid agent) {
        return known(agent)
            .filter(VersionNumber::published)
            .findFirst()
            .map(number -> agentVersion(agent, number));
      }

      @Override
      public List<VersionNumber> versions(
          AgentRid agent, @Nullable VersionNumber before, int limit) {
        questions.add("versions");
        return known(agent)
            .filter(number -> before == null || number.compareTo(before) < 0)
            .limit(limit)
            .toList();
      }

      @Override
      public List<AgentVersion> newest() {
        throw new UnsupportedOperationException("the door never asks");
      }

      @Override
      public Saved save(AgentRid agent, AgentSpec spec, String hash, boolean publish) {
        throw new UnsupportedOperationException("the door never asks");
      }

      private java.util.stream.Stream<VersionNumber> known(AgentRid agent) {
        return agents.getOrDefault(agent, List.of()).stream();
      }
    };
  }

  Sessions sessions() {
    return new Sessions() {
      @Override
      public Session create(NewSession wanted) {
        now = now.plusSeconds(1);
        var session =
            new Session(
                new SessionKey(SessionId.random(), wanted.owner(), wanted.agent()),
                wanted.client(),
                wanted.version(),
                wanted.title(),
                0,
                new Session.Times(now, now, now.plus(wanted.retention())));
        sessions.put(session.key().id(), session);
        return session;
      }

      @Override
      public Optional<Session> find(SessionKey key) {
        questions.add("session");
        return Optional.ofNullable(sessions.get(key.id())).filter(s -> s.key().equals(key));
      }

      @Override
      public List<Session> list(Listing listing) {
        questions.add("sessions");
        Comparator<Session> order =
            Comparator.comparing((Session s) -> s.times().updated())
                .reversed()
                .thenComparing(s -> s.key().id().toString());
        var all = sessions.values().stream().filter(s -> fits(s, listing)).sorted(order).toList();
        var after = listing.after();
        int from =
            after == null
                ? 0
                : 1 + all.stream().map(s -> s.key().id()).toList().indexOf(after.id());
        return all.stream().skip(from).limit(listing.limit()).toList();
      }

      @Override
      public boolean rename(SessionKey key, String title) {
        return find(key)
            .map(s ->
                sessions.put(
                    key.id(),
                    new Session(key, s.client(), s.version(), title, s.messageCount(), s.times())))
            .isPresent();
      }

      @Override
      public int sweep(int limit) {
        throw new UnsupportedOperationException("the door never asks");
      }

      private boolean fits(Session session, Listing listing) {
        return session.key().owner().equals(listing.owner())
            && session.client().equals(listing.client())
            && (listing.agent() == null || session.key().agent().equals(listing.agent()));
      }
    };
  }

  Traces traces() {
    return new Traces() {
      @Override
      public Optional<List<Turn>> exchanges(SessionKey key) {
        questions.add("exchanges");
        return Optional.ofNullable(sessions.get(key.id()))
            .filter(s -> s.key().equals(key))
            .map(_ -> stored(key.id()).stream().filter(t -> t.answer() != null).toList());
      }

      @Override
      public Optional<Turn> find(SessionKey key, TraceId trace) {
        questions.add("trace");
        return stored(key.id()).stream().filter(t -> t.ids().trace().equals(trace)).findFirst();
      }
    };
  }

  private List<Turn> stored(SessionId session) {
    return turns.computeIfAbsent(session, _ -> new CopyOnWriteArrayList<>());
  }

  Conversations conversations() {
    return new Conversations() {
      @Override
      public Session open(Caller caller, AgentRid agent, @Nullable String version) {
        var found = new FindVersion(agents()).find(agent, version);
        refuseIfTold();
        return sessions()
            .create(
                new Sessions.NewSession(
                    caller.user(),
                    caller.client(),
                    agent,
                    found.number(),
                    "New session",
                    Duration.ofHours(24)));
      }

      @Override
      public LiveTurn ask(SessionKey session, Ask ask) {
        var known = require(session);
        checkVariables(ask.input());
        refuseIfTold();
        var trace = ask.trace() == null ? TraceId.random() : ask.trace();
        if (traces().find(session, trace).isPresent()) {
          throw new ProblemException(new TraceIdTaken(trace));
        }
        var ids = new Turn.Ids(TurnId.random(), known.key(), trace, ask.message());
        var turn = new ScriptedTurn(ids, end -> ended(ids, ask.input(), end));
        if (live.putIfAbsent(session.id(), turn) != null) {
          throw new ProblemException(new TurnUnderWay());
        }
        Thread.startVirtualThread(() -> script.accept(turn));
        return turn.live();
      }

      @Override
      public List<Context> retrieve(SessionKey session, TurnInput input) {
        require(session);
        checkVariables(input);
        return found;
      }

      @Override
      public Optional<Turn> cancel(SessionKey session, MessageId message, @Nullable String answer) {
        require(session);
        var turn = live.get(session.id());
        if (turn == null || !message.equals(turn.live().ids().message())) {
          throw new ProblemException(new MessageNotInProgress(message));
        }
        live.remove(session.id());
        turn.end(new TurnEnd.Cancelled());
        return Optional.ofNullable(answer)
            .map(text ->
                turn(
                    turn.live().ids(),
                    new TurnInput("?", Map.of(), null),
                    Answer.givenAtCancel(text)));
      }

      @Override
      public void delete(SessionKey session) {
        require(session);
        sessions.remove(session.id());
        Optional.ofNullable(live.remove(session.id()))
            .ifPresent(turn -> turn.end(new TurnEnd.Cancelled()));
      }
    };
  }

  private void ended(Turn.Ids ids, TurnInput input, TurnEnd end) {
    if (end instanceof TurnEnd.Answered(var answer)) {
      stored(ids.session().id()).add(turn(ids, input, answer));
    }
    live.remove(ids.session().id());
  }

  private static Turn turn(Turn.Ids ids, TurnInput input, Answer answer) {
    return new Turn(ids, TurnStatus.DONE, input, Turn.Before.NOTHING, answer, null, List.of());
  }

  private Session require(SessionKey key) {
    return sessions().find(key).orElseThrow(() -> new ProblemException(new SessionMissing()));
  }

  private void refuseIfTold() {
    if (refusal != null) {
      throw new ProblemException(refusal);
    }
  }

  private static void checkVariables(TurnInput input) {
    var declared = agentVersion(AGENT, version(2, 0)).spec().variables();
    input
        .variables()
        .forEach((name, value) -> {
          if (!declared.containsKey(name)) {
            throw new ProblemException(new VariableUnknown(name, ""));
          }
          if (value.type() != VariableType.STRING) {
            throw new ProblemException(
                new VariableTypeMismatch(name, "string", value.type().wireName()));
          }
        });
  }
}
