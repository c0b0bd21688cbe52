package dev.parley.engine;

import dev.parley.agent.VersionNumber;
import dev.parley.conversation.Recall;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.MessageId;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.postgres.Database;
import dev.parley.postgres.DatabaseAddress;
import dev.parley.postgres.EventRows;
import dev.parley.postgres.NodeRows;
import dev.parley.postgres.RecallRows;
import dev.parley.postgres.SessionRows;
import dev.parley.postgres.TestDatabase;
import dev.parley.postgres.TurnReads;
import dev.parley.postgres.TurnRows;
import dev.parley.session.Session;
import dev.parley.session.SessionKey;
import dev.parley.session.Sessions.NewSession;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.Work.ModelWork;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A database with engines on it, and what they run; empty again when closed. */
@NullMarked
public final class Site implements AutoCloseable {
  /** Looks and beats often, but does not lose its lease on a busy machine. */
  public static final EngineSettings CALM = settings(3_000, 6_000, Duration.ofMillis(300));

  /** Calm, and lets tools that must not be repeated go on until the test has let them. */
  static final EngineSettings PATIENT = settings(3_000, 6_000, Duration.ofMinutes(1));

  /** Loses its lease soon, though not before a slow machine has got so far as to freeze it. */
  static final EngineSettings HASTY = settings(1_500, 4_000, Duration.ofMillis(300));

  private static final DatabaseAddress ADDRESS = TestDatabase.fresh();
  private static final Database DATABASE = Database.open(ADDRESS, 12);

  public final ScriptedModel model = new ScriptedModel();
  final PlayedTools tools = new PlayedTools();
  private final List<Turns> engines = new ArrayList<>();
  private Duration turned = Duration.ZERO;
  private Duration deadline = Duration.ofSeconds(20);

  private static EngineSettings settings(int giveUp, int lease, Duration grace) {
    return new EngineSettings(
        Duration.ofMillis(100),
        Duration.ofMillis(lease),
        Duration.ofMillis(giveUp),
        Duration.ofMillis(50),
        4,
        Duration.ofMillis(5),
        grace,
        grace);
  }

  public Database database() {
    return DATABASE;
  }

  public TurnReads reads() {
    return new TurnReads(DATABASE, clock());
  }

  public InstantSource clock() {
    return () -> Instant.now().plus(turned).truncatedTo(ChronoUnit.MICROS);
  }

  public void turnClock(Duration time) {
    turned = turned.plus(time);
  }

  void deadline(Duration time) {
    deadline = time;
  }

  Plans plans() {
    return _ -> plan(new PlainBehaviour(), false);
  }

  Plan plan(Behaviour behaviour, boolean listens) {
    return new Plan(
        behaviour, model, tools, (_, _) -> List.of(), Patience.inAll(deadline), listens, _ -> {});
  }

  public Journal journal() {
    return new TurnRows(DATABASE, clock());
  }

  public Events events() {
    return new EventRows(DATABASE, clock());
  }

  Nodes nodes() {
    return new NodeRows(DATABASE, ADDRESS);
  }

  public SessionRows sessions() {
    return new SessionRows(DATABASE, clock());
  }

  public Recall recall() {
    return new RecallRows(DATABASE);
  }

  Turns engine() {
    return engine(journal(), nodes(), CALM, false);
  }

  Turns engine(Journal journal, Nodes nodes, EngineSettings settings, boolean alone) {
    var parts = new Turns.Parts(journal, nodes, events(), plans(), EngineObserver.SILENT);
    return opened(new Turns(parts, settings), alone);
  }

  /** An engine for other plans than this site's. */
  public Turns engineFor(Plans plans) {
    return engineFor(journal(), plans, CALM);
  }

  Turns engineFor(Journal journal, Plans plans, EngineSettings settings) {
    var parts = new Turns.Parts(journal, nodes(), events(), plans, EngineObserver.SILENT);
    return opened(new Turns(parts, settings), false);
  }

  private Turns opened(Turns turns, boolean alone) {
    engines.add(turns);
    turns.open(alone);
    return turns;
  }

  SessionKey session() {
    var key = new SessionKey(SessionId.random(), new UserId(UUID.randomUUID()), AGENT);
    return sessions()
        .create(
            new NewSession(
                key.owner(),
                ClientId.USER_TOKENS,
                AGENT,
                new VersionNumber(1, 0),
                "New session",
                Duration.ofHours(24)))
        .key();
  }

  private static final AgentRid AGENT = AgentRid.named("tested");

  Session read(SessionKey key) {
    return sessions().find(key).orElseThrow();
  }

  /** What the journal holds of a turn. */
  Turn read(SessionKey key, LiveTurn live) {
    return read(key, live.ids());
  }

  Turn read(SessionKey key, Turn.Ids ids) {
    return new TurnReads(DATABASE, clock()).find(key, ids.trace()).orElseThrow();
  }

  /** Who runs a turn, by its row. */
  static @Nullable String owner(LiveTurn live) {
    return value("select node from turn where id = '" + live.ids().turn() + "'");
  }

  /** The answer's text; what happened instead if there is none. */
  static String answer(TurnEnd end) {
    return end instanceof TurnEnd.Answered(var answer) ? answer.text() : end.toString();
  }

  static NewTurn asking(SessionKey key, String text) {
    return asking(key, text, null);
  }

  static NewTurn asking(SessionKey key, String text, @Nullable MessageId message) {
    var ids = new Turn.Ids(TurnId.random(), key, TraceId.random(), message);
    return new NewTurn(ids, new TurnInput(text, Map.of(), null), new ModelWork());
  }

  /** The only value a query gives, as text. */
  public static @Nullable String value(String sql) {
    try (var connection =
            DriverManager.getConnection(ADDRESS.jdbcUrl(), ADDRESS.user(), ADDRESS.password());
        var statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return null;
      }
      var rows = statement.getResultSet();
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  @Override
  public void close() {
    engines.forEach(Turns::close);
    String _ = value("truncate session, event, node, agent, function cascade");
  }
}
