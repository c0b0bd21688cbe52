package dev.parley.door.allyson;

import dev.parley.file.Files;
import dev.parley.file.Screenshots;
import dev.parley.id.AgentRid;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.identity.Caller;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.login.KeepLogins;
import dev.parley.login.MemoryLogins;
import dev.parley.model.Passthrough;
import dev.parley.model.Passthrough.Outcome;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import dev.parley.problem.SessionProblem.QuestionAnswered;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.problem.SessionProblem.SessionOver;
import dev.parley.problem.SessionProblem.TurnUnderWay;
import dev.parley.publicsuffix.PublicSuffixList;
import dev.parley.session.SessionKey;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.TurnStatus;
import dev.parley.vault.ServerKey;
import dev.parley.vault.Vault;
import dev.parley.webagent.Order;
import dev.parley.webagent.UsageDay;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.WebMessage;
import dev.parley.webagent.WebSession;
import dev.parley.webagent.WebSession.Source;
import dev.parley.webagent.WebSession.State;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.WebSteps;
import dev.parley.webagent.live.LiveSessions;
import dev.parley.webagent.live.LiveSettings;
import dev.parley.webagent.live.LiveTokens;
import dev.parley.webagent.live.OpenLive;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Sessions, files and pictures in memory, and a record of everything that was asked. */
@NullMarked
final class FakeHouse implements WebAgent {
  private static final AgentRid AGENT =
      new AgentRid("ri.aip-agents..agent.732cd5b4-7ca7-4219-aabb-6e976faf63b1");
  static final Instant STARTED = Instant.parse("2025-03-10T21:12:24Z");

  final Map<WebSessionId, WebSession> sessions = new ConcurrentHashMap<>();
  final FakeFiles files = new FakeFiles(this);
  final Map<SessionKey, Integer> pictures = new ConcurrentHashMap<>();
  final Map<String, WebSessionId> begun = new ConcurrentHashMap<>();

  /** Each call with its owner, in order. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  final List<Order> orders = new CopyOnWriteArrayList<>();
  final List<Passthrough.Ask> asked = new CopyOnWriteArrayList<>();
  final List<String> told = new CopyOnWriteArrayList<>();

  /** What every call of the agent ends with, if anything. */
  volatile @Nullable RuntimeException failure;

  private final MemoryLogins saved = new MemoryLogins(() -> STARTED, () -> failure);

  KeepLogins logins() {
    var key = ServerKey.load("A".repeat(43) + "=", Path.of("unused"), true);
    return new KeepLogins(saved, new Vault(key).sealer(), new PublicSuffixList(), () -> STARTED);
  }

  /** A provider that answers by the name of the model. */
  Passthrough chat() {
    return (ask, _) -> {
      asked.add(ask);
      var thrown = failure;
      if (thrown != null) {
        throw thrown;
      }
      return switch (ask.model()) {
        case "keyless" -> new Outcome.NoKey();
        case "forbidden" -> new Outcome.Refused("This server's key is for gpt-test alone.");
        case "down" -> new Outcome.Failed("The provider cannot be reached.");
        case "limited" -> replied(429, "application/json", "{\"error\":{\"code\":\"slow\"}}");
        case "page" -> replied(502, "text/html", "<html>sesame.internal</html>");
        case "lie" -> replied(503, "application/json", "<html>sesame.internal</html>");
        case "portal" -> replied(200, "text/html", "<html>sesame.internal</html>");
        case "silent" -> replied(204, "", "");
        case String model ->
            replied(200, "application/json", "{\"id\":\"1\",\"model\":\"" + model + "\"}");
      };
    };
  }

  private static Outcome replied(int status, String type, String body) {
    return new Outcome.Answered(
        new Passthrough.Reply(
            status,
            type,
            status == 429 ? Optional.of("7") : Optional.empty(),
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
  }

  void refuseWith(Problem problem) {
    failure = new ProblemException(problem);
  }

  static SessionKey key(UserId owner) {
    return new SessionKey(SessionId.random(), owner, AGENT);
  }

  WebSession put(WebSession session) {
    sessions.put(session.id(), session);
    return session;
  }

  WebSession session(String id) {
    return Optional.ofNullable(sessions.get(new WebSessionId(id))).orElseThrow();
  }

  void setStatus(String id, Status status) {
    sessions.computeIfPresent(new WebSessionId(id), (_, session) -> with(session, status));
  }

  private static WebSession with(WebSession s, Status status) {
    var state = s.state();
    return new WebSession(
        s.id(),
        s.key(),
        s.name(),
        new State(status, state.success(), state.quality(), state.cost()),
        s.times(),
        s.given(),
        s.source(),
        s.messages());
  }

  private void called(String what, UserId owner) {
    calls.add(what + " of " + owner);
    failIfTold();
  }

  void failIfTold() {
    var thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }

  private WebSession require(UserId owner, WebSessionId id) {
    return Optional.ofNullable(sessions.get(id))
        .filter(session -> session.key().owner().equals(owner))
        .orElseThrow(() -> new ProblemException(new SessionMissing()));
  }

  private WebSession live(UserId owner, WebSessionId id) {
    var session = require(owner, id);
    if (session.state().status().isFinal()) {
      throw new ProblemException(new SessionOver(session.state().status().name()));
    }
    return session;
  }

  @Override
  public WebSession start(
      Caller caller, Source source, Order order, @Nullable String idempotencyKey) {
    called("start", caller.user());
    orders.add(order);
    var known = idempotencyKey == null ? null : begun.get(caller.user() + idempotencyKey);
    if (known != null) {
      return require(caller.user(), known);
    }
    var session =
        put(
            new WebSession(
                WebSessionId.random(),
                key(caller.user()),
                "Find ESP32 Price",
                new State(Status.ACTIVE, false, WebSession.Quality.NO_RESPONSE, 0),
                new WebSession.Times(STARTED, STARTED, null),
                new WebSession.Given(order.variables(), order.details(), order.maxSteps()),
                source,
                List.of(new WebMessage.UserSaid(order.task()))));
    if (idempotencyKey != null) {
      begun.put(caller.user() + idempotencyKey, session.id());
    }
    return session;
  }

  @Override
  public Optional<WebSteps> steps(UserId owner, WebSessionId id) {
    throw new UnsupportedOperationException("this door asks for no steps");
  }

  @Override
  public WebSession rerun(
      Caller caller, Source source, WebSessionId id, @Nullable String idempotencyKey) {
    called("rerun", caller.user());
    var former = require(caller.user(), id);
    if (!former.state().status().isFinal()) {
      throw new ProblemException(new TurnUnderWay());
    }
    var given = former.given();
    var task = ((WebMessage.UserSaid) former.messages().getFirst()).text();
    return start(
        caller,
        source,
        new Order(
            task,
            given.maxSteps(),
            given.variables(),
            given.details(),
            null,
            List.of(),
            null,
            Order.Wishes.NONE),
        idempotencyKey);
  }

  static JsonObject trace(Turn turn) {
    return JsonObject.EMPTY.with("status", turn.status().isFinal() ? "COMPLETE" : "IN_PROGRESS");
  }

  /** Of a turn that has just begun. */
  @Override
  public Optional<Turn> trace(UserId owner, WebSessionId id) {
    called("trace", owner);
    var session = require(owner, id);
    var ids = new Turn.Ids(TurnId.random(), session.key(), TraceId.random(), null);
    var input = new TurnInput("task", Map.of(), null);
    return Optional.of(
        new Turn(ids, TurnStatus.RUNNING, input, Turn.Before.NOTHING, null, null, List.of()));
  }

  @Override
  public Optional<WebSession> find(UserId owner, WebSessionId id) {
    called("find", owner);
    return Optional.ofNullable(sessions.get(id))
        .filter(session -> session.key().owner().equals(owner));
  }

  @Override
  public WebAgent.Listed list(UserId owner, WebAgent.Query query) {
    called("list", owner);
    var fitting =
        sessions.values().stream()
            .filter(session -> session.key().owner().equals(owner) && fits(session, query))
            .sorted(Comparator.comparing((WebSession s) -> s.times().started()).reversed())
            .toList();
    var page =
        fitting.stream().skip((query.page() - 1L) * query.limit()).limit(query.limit()).toList();
    return new WebAgent.Listed(page, fitting.size());
  }

  private static boolean fits(WebSession session, WebAgent.Query query) {
    var text = (session.name() + "\n" + session.id()).toLowerCase(Locale.ROOT);
    return (query.search() == null || text.contains(query.search().toLowerCase(Locale.ROOT)))
        && (query.status() == null || session.state().status() == query.status())
        && (query.source() == null || session.source() == query.source());
  }

  @Override
  public Optional<SessionKey> locate(UserId owner, WebSessionId id) {
    called("locate", owner);
    return Optional.ofNullable(sessions.get(id))
        .map(WebSession::key)
        .filter(key -> key.owner().equals(owner));
  }

  @Override
  public List<UsageDay> usage(UserId owner, Source source, LocalDate first) {
    called("usage since " + first + " by " + source, owner);
    return List.of(new UsageDay(first.plusDays(1), 2, 3, 1234, new BigDecimal("0.0725")));
  }

  @Override
  public void pause(UserId owner, WebSessionId id) {
    called("pause", owner);
    put(with(live(owner, id), Status.PAUSED));
  }

  @Override
  public void resume(UserId owner, WebSessionId id, @Nullable String message) {
    called("resume", owner);
    put(with(live(owner, id), Status.ACTIVE));
    told.add("resume: " + message);
  }

  @Override
  public void stop(UserId owner, WebSessionId id) {
    called("stop", owner);
    var session = require(owner, id);
    if (!session.state().status().isFinal()) {
      put(with(session, Status.STOPPED));
    }
  }

  @Override
  public void delete(UserId owner, WebSessionId id) {
    called("delete", owner);
    var session = require(owner, id);
    sessions.remove(id);
    files.stored.remove(session.key());
  }

  @Override
  public void send(UserId owner, WebSessionId id, String message) {
    called("send", owner);
    var _ = live(owner, id);
    told.add("send: " + message);
  }

  @Override
  public WebMessage.AgentSaid answer(
      UserId owner, WebSessionId id, int message, List<Given> values) {
    called("answer", owner);
    var messages = live(owner, id).messages();
    if (message >= messages.size()
        || !(messages.get(message) instanceof WebMessage.AgentSaid said)
        || said.question() == null) {
      throw new ProblemException(new WrongShape("That message asks nothing."));
    }
    if (said.question().isAnswered()) {
      throw new ProblemException(new QuestionAnswered());
    }
    var inputs = said.question().inputs().stream().map(input -> answered(input, values)).toList();
    return new WebMessage.AgentSaid(
        said.text(), said.actions(), new WebMessage.Question(said.question().key(), inputs));
  }

  private static WebMessage.Input answered(WebMessage.Input input, List<Given> values) {
    var value =
        values.stream()
            .filter(given -> given.title().equals(input.title()))
            .map(Given::value)
            .findFirst()
            .orElse("");
    return new WebMessage.Input(input.title(), input.description(), value);
  }

  @Override
  public void rate(UserId owner, WebSessionId id, WebSession.Quality quality) {
    called("rate", owner);
    var _ = require(owner, id);
    told.add("rate: " + quality);
  }

  /** Gives out tokens for its sessions, signed by nobody. */
  OpenLive live(InstantSource clock) {
    var tokens =
        new LiveTokens(
            _ -> new byte[32], clock, LiveSettings.USUAL, () -> "https://parley.test/base");
    return new OpenLive(
        (owner, id) ->
            find(owner, id)
                .map(session ->
                    new LiveSessions.Standing(
                        session.key(), session.name(), session.state().status(), null)),
        tokens);
  }

  Screenshots screenshots() {
    return new Screenshots() {
      @Override
      public void keep(SessionKey session, int round, byte[] bytes, String mediaType) {
        pictures.put(session, round);
      }

      @Override
      public Optional<Screenshot> newest(SessionKey session) {
        return Optional.ofNullable(pictures.get(session))
            .map(round ->
                new Screenshot(round, files.sign("screen"), STARTED.plusSeconds(36 + round)));
      }

      @Override
      public Optional<Image> newestImage(SessionKey session) {
        throw new UnsupportedOperationException("the door never asks");
      }
    };
  }

  Files files() {
    return files;
  }
}
