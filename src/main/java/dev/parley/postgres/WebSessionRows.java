package dev.parley.postgres;

import dev.parley.agent.VersionNumber;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.SessionId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.json.Json;
import dev.parley.session.SessionKey;
import dev.parley.trace.Note;
import dev.parley.trace.Turn;
import dev.parley.webagent.Errand;
import dev.parley.webagent.WebAgent.Query;
import dev.parley.webagent.WebSession.Quality;
import dev.parley.webagent.WebSession.Source;
import dev.parley.webagent.WebSessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Sessions of the web agent in rows, each beside the row of its session. */
public final class WebSessionRows implements WebSessions {
  /** No client of the other door has this name, so none of its lists holds such a session. */
  private static final ClientId CLIENT = new ClientId("parley:web-agent");

  private static final VersionNumber VERSION = new VersionNumber(1, 0);
  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");
  private static final int ATTEMPTS = 8;

  private static final String KEPT =
      """
      w.session, w.id as short, w.owner, s.agent, w.source, w.name, w.spec, w.sealed, w.quality, w.started
      """;

  /** Beginning one takes no longer, files and all. */
  static final Duration BEGINNING = Duration.ofMinutes(1);

  /** When it ended; what is not begun long after it was made has ended then. */
  static final String OVER =
      """
      case when t.id is not null then t.ended when w.started <= :late then w.started end
      """;

  static final String STATUS =
      """
      case when t.id is null and w.started <= :late then 'FAILED'
        when t.id is null then 'ACTIVE'
        when t.status = 'DONE' then 'COMPLETED'
        when t.status = 'CANCELLED' then 'STOPPED'
        when t.ended is not null then 'FAILED'
        when t.paused then 'PAUSED'
        when t.status = 'WAITING' then 'HUMAN_INPUT'
        else 'ACTIVE' end
      """;

  /** When something last happened; steps come in order, so the newest one tells. */
  static final String UPDATED =
      """
      greatest(w.updated, t.ended, (select greatest(p.started, p.ended) from step p
        where p.turn = t.id order by p.no desc limit 1))
      """;

  private static final String READ =
      "select "
          + KEPT
          + ", "
          + UPDATED
          + " as changed, "
          + OVER
          + " as over, t.*, "
          + TurnReads.STEPS_WITHOUT_PAGES
          + """
           as steps,
            (select coalesce(jsonb_agg(n.body order by n.no), '[]') from note n
              where n.turn = t.id) as pending
          from web_session w join session s on s.id = w.session
            left join turn t on t.session = w.session
          where w.owner = :owner and w.id = :id
          """;

  private static final String JOURNAL =
      "select t.*, s.owner, s.agent, "
          + TurnReads.ALL_STEPS
          + """
           as steps from web_session w join session s on s.id = w.session
            join turn t on t.session = w.session
          where w.owner = :owner and w.id = :id
          """;

  private static final String INSERT_SESSION =
      """
      insert into session (id, owner, client, agent, major, minor, title, created, updated,
        expires, retention)
      values (:id, :owner, :client, :agent, :major, :minor, '', :now, :now, :never,
        interval '100 years')
      """;

  private static final String INSERT_WEB_SESSION =
      """
      insert into web_session (session, id, owner, source, spec, sealed, idempotency, started,
        updated)
      values (:session, :id, :owner, :source, cast(:spec as jsonb), :sealed, :key, :now, :now)
      on conflict do nothing
      """;

  private final Database database;
  private final InstantSource clock;
  private final Supplier<WebSessionId> ids;

  public WebSessionRows(Database database, InstantSource clock) {
    this(database, clock, WebSessionId::random);
  }

  WebSessionRows(Database database, InstantSource clock, Supplier<WebSessionId> ids) {
    this.database = database;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public Created create(Fresh fresh) {
    for (int attempt = 1; ; attempt++) {
      var key = new SessionKey(SessionId.random(), fresh.owner(), AGENT);
      boolean made =
          database.jdbi().inTransaction(handle -> insert(handle, fresh, key, clock.instant()));
      var there = made ? of(key.id()) : underKey(fresh);
      if (there.isPresent()) {
        return new Created(there.get(), made);
      }
      if (attempt == ATTEMPTS) {
        throw new IllegalStateException("no free id for a web session");
      }
    }
  }

  /** False if the short id or the idempotency key is taken; then nothing is left. */
  private boolean insert(Handle handle, Fresh fresh, SessionKey key, Instant now) {
    handle
        .createUpdate(INSERT_SESSION)
        .bind("id", key.id().value())
        .bind("owner", key.owner().value())
        .bind("client", CLIENT.value())
        .bind("agent", AGENT.value())
        .bind("major", VERSION.major())
        .bind("minor", VERSION.minor())
        .bind("now", now)
        .bind("never", NEVER)
        .execute();
    int made =
        handle
            .createUpdate(INSERT_WEB_SESSION)
            .bind("session", key.id().value())
            .bind("id", ids.get().value())
            .bind("owner", key.owner().value())
            .bind("source", fresh.source().name())
            .bind("spec", Json.print(fresh.errand()))
            .bind("sealed", fresh.sealed())
            .bind("key", fresh.idempotencyKey())
            .bind("now", now)
            .execute();
    if (made == 0) {
      handle.rollback();
    }
    return made > 0;
  }

  private Optional<Kept> underKey(Fresh fresh) {
    var key = fresh.idempotencyKey();
    return key == null
        ? Optional.empty()
        : kept(
            "w.owner = :owner and w.idempotency = :key",
            Map.of("owner", fresh.owner().value(), "key", key));
  }

  @Override
  public Optional<Kept> of(SessionId session) {
    return kept("w.session = :session", Map.of("session", session.value()));
  }

  @Override
  public Optional<Kept> find(UserId owner, WebSessionId id) {
    return kept(
        "w.owner = :owner and w.id = :id", Map.of("owner", owner.value(), "id", id.value()));
  }

  private Optional<Kept> kept(String condition, Map<String, ?> values) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select "
                        + KEPT
                        + " from web_session w join session s on s.id = w.session where "
                        + condition)
                .bindMap(values)
                .map((row, _) -> kept(row))
                .findOne());
  }

  @Override
  public Optional<Read> read(UserId owner, WebSessionId id) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(READ)
                .bind("late", late())
                .bind("owner", owner.value())
                .bind("id", id.value())
                .map((row, _) -> read(row))
                .findOne());
  }

  @Override
  public Optional<Turn> journal(UserId owner, WebSessionId id) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(JOURNAL)
                .bind("owner", owner.value())
                .bind("id", id.value())
                .map((row, _) -> TurnReads.turn(row))
                .findOne());
  }

  private Instant late() {
    return clock.instant().minus(BEGINNING);
  }

  private static Read read(ResultSet row) throws SQLException {
    return new Read(
        kept(row),
        Rows.maybeUuid(row, "id") == null ? null : TurnReads.turn(row),
        row.getBoolean("paused"),
        Json.readList(row.getString("pending"), Telling.Said.class).stream()
            .<Note>map(Telling.Said::note)
            .toList(),
        Rows.instant(row, "changed"),
        Rows.maybeInstant(row, "over"));
  }

  @Override
  public Page list(UserId owner, Query query) {
    return WebSessionLists.page(database, owner, query, late());
  }

  @Override
  public void eachUsed(UserId owner, Source source, LocalDate first, Consumer<Used> each) {
    UsageRows.since(database, owner, source, first, each);
  }

  @Override
  public void rename(SessionKey session, String name) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    update web_session set name = :name, updated = :now
                    where session = :session and owner = :owner
                    """)
                .bind("name", name)
                .bind("now", clock.instant())
                .bind("session", session.id().value())
                .bind("owner", session.owner().value())
                .execute());
  }

  @Override
  public boolean rate(UserId owner, WebSessionId id, Quality quality) {
    return database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createUpdate(
                        """
                        update web_session set quality = :quality, updated = :now
                        where id = :id and owner = :owner
                        """)
                    .bind("quality", quality.name())
                    .bind("now", clock.instant())
                    .bind("id", id.value())
                    .bind("owner", owner.value())
                    .execute())
        > 0;
  }

  @Override
  public void discard(SessionKey session) {
    database
        .jdbi()
        .useTransaction(handle -> {
          int gone =
              handle
                  .createUpdate(
                      """
                      delete from session s where id = :id and owner = :owner and not exists (
                        select 1 from turn t where t.session = s.id)
                      """)
                  .bind("id", session.id().value())
                  .bind("owner", session.owner().value())
                  .execute();
          if (gone > 0) {
            SessionRows.forgetAll(handle, List.of(session.id().value()), clock.instant());
          }
        });
  }

  static SessionKey key(ResultSet row) throws SQLException {
    return new SessionKey(
        new SessionId(Rows.uuid(row, "session")),
        new UserId(Rows.uuid(row, "owner")),
        new AgentRid(row.getString("agent")));
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(
        new WebSessionId(row.getString("short")),
        key(row),
        Source.valueOf(row.getString("source")),
        row.getString("name"),
        Json.read(row.getString("spec"), Errand.class),
        row.getBytes("sealed"),
        Quality.valueOf(row.getString("quality")),
        Rows.instant(row, "started"));
  }
}
