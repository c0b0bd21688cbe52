package dev.parley.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.agent.VersionNumber;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.SessionId;
import dev.parley.id.UserId;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.session.Session;
import dev.parley.session.SessionKey;
import dev.parley.session.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Sessions in rows. */
public final class SessionRows implements Sessions {
  /** What makes a session {@code s} alive at {@code :now}. */
  static final String FRESH =
      """
      (s.expires > :now or exists (
        select 1 from turn l where l.session = s.id and l.ended is null))
      """;

  /** What makes a session {@code s} one of the caller's and alive at {@code :now}. */
  static final String ALIVE =
      "s.id = :session and s.owner = :owner and s.agent = :agent and " + FRESH;

  private static final HotSql FIND =
      new HotSql(
          """
          select s.id, s.owner, s.agent, s.client, s.major, s.minor, s.title, s.messages,
            s.created, s.updated, s.expires
          from unnest(cast(:ids as uuid[]), cast(:owners as uuid[]), cast(:agents as text[]))
            as k(id, owner, agent)
          join session s on s.id = k.id and s.owner = k.owner and s.agent = k.agent
          where s.id = any(:ids) and
          """
              + FRESH);

  /** From one agent to the next along the index, whatever number of sessions each has. */
  private static final String USED_AGENTS =
      """
      with recursive used(agent) as (
        (select agent from session where owner = :owner and client = :client
          order by agent limit 1)
        union all
        select (select agent from session
          where owner = :owner and client = :client and agent > used.agent order by agent limit 1)
        from used where used.agent is not null)
      """;

  private static final String NEWEST = " order by s.updated desc, s.id limit :limit";

  private static final int REMEMBERED = 100_000;
  private static final Duration IDLE = Duration.ofMinutes(10);

  private final Database database;
  private final InstantSource clock;
  private final Together<SessionKey, Optional<Session>> finding =
      new Together<>(_ -> 1, this::findAll, Refusals::isUndone);
  private final Cache<SessionKey, VersionNumber> versions =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(IDLE).build();

  public SessionRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Session create(NewSession session) {
    var now = clock.instant();
    var id = SessionId.random();
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    insert into session (id, owner, client, agent, major, minor, title,
                      created, updated, expires, retention)
                    values (:id, :owner, :client, :agent, :major, :minor, :title,
                      :now, :now, :expires, make_interval(secs => :retention))
                    """)
                .bind("id", id.value())
                .bind("owner", session.owner().value())
                .bind("client", session.client().value())
                .bind("agent", session.agent().value())
                .bind("major", session.version().major())
                .bind("minor", session.version().minor())
                .bind("title", session.title())
                .bind("now", now)
                .bind("expires", now.plus(session.retention()))
                .bind("retention", session.retention().toMillis() / 1000.0)
                .execute());
    return new Session(
        new SessionKey(id, session.owner(), session.agent()),
        session.client(),
        session.version(),
        session.title(),
        0,
        new Session.Times(now, now, now.plus(session.retention())));
  }

  @Override
  public Optional<VersionNumber> versionOf(SessionKey key) {
    var known = versions.getIfPresent(key);
    if (known != null) {
      return Optional.of(known);
    }
    var found = find(key).map(Session::version);
    found.ifPresent(version -> versions.put(key, version));
    return found;
  }

  @Override
  public Optional<Session> find(SessionKey key) {
    return finding.ask(key);
  }

  private List<Optional<Session>> findAll(List<SessionKey> keys) {
    var found = new HashMap<SessionKey, Session>();
    FIND.rows(
            database,
            values ->
                values
                    .bind("ids", keys.stream().map(key -> key.id().value()).toArray(UUID[]::new))
                    .bind(
                        "owners",
                        keys.stream().map(key -> key.owner().value()).toArray(UUID[]::new))
                    .bind(
                        "agents",
                        keys.stream().map(key -> key.agent().value()).toArray(String[]::new))
                    .bind("now", clock.instant()),
            SessionRows::session)
        .forEach(session -> found.put(session.key(), session));
    return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
  }

  @Override
  public List<Session> list(Listing listing) {
    var after = listing.after();
    var agent = listing.agent();
    String ofAgent =
        "select * from session s where s.owner = :owner and s.client = :client"
            + (agent == null ? " and s.agent = u.agent" : " and s.agent = :agent")
            + " and s.expires > :now"
            + (after == null
                ? ""
                : " and s.updated <= :updated and (s.updated < :updated or s.id > :id)")
            + NEWEST;
    // Over all agents the newest of each are merged: a second index would cost every turn.
    String sql =
        agent == null
            ? USED_AGENTS + "select s.* from used u cross join lateral (" + ofAgent + ") s" + NEWEST
            : ofAgent;
    return database
        .jdbi()
        .withHandle(handle -> {
          var query =
              handle
                  .createQuery(sql)
                  .bind("owner", listing.owner().value())
                  .bind("client", listing.client().value())
                  .bind("now", clock.instant())
                  .bind("limit", listing.limit());
          if (agent != null) {
            query.bind("agent", agent.value());
          }
          if (after != null) {
            query.bind("updated", after.updated()).bind("id", after.id().value());
          }
          return query.map((row, _) -> session(row)).list();
        });
  }

  /** Some sessions of a user that have not expired, of whatever client and agent. */
  public List<SessionKey> owned(UserId owner, int limit) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select s.* from session s where s.owner = :owner and "
                        + FRESH
                        + " limit :limit")
                .bind("owner", owner.value())
                .bind("now", clock.instant())
                .bind("limit", limit)
                .map((row, _) -> session(row).key())
                .list());
  }

  @Override
  public boolean rename(SessionKey key, String title) {
    return database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createUpdate(
                        "update session s set title = :title, titled = true, updated = :now"
                            + " where "
                            + ALIVE)
                    .bind("title", title)
                    .bind("session", key.id().value())
                    .bind("owner", key.owner().value())
                    .bind("agent", key.agent().value())
                    .bind("now", clock.instant())
                    .execute())
        > 0;
  }

  @Override
  public int sweep(int limit) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          var gone =
              handle
                  .createQuery(
                      """
                      delete from session where id in (
                        select s.id from session s
                        where s.expires <= :now and not exists (
                          select 1 from turn l where l.session = s.id and l.ended is null)
                        order by s.expires limit :limit for update of s skip locked)
                      returning id
                      """)
                  .bind("now", clock.instant())
                  .bind("limit", limit)
                  .mapTo(UUID.class)
                  .list();
          forgetAll(handle, gone, clock.instant());
          return gone.size();
        });
  }

  /** Whatever sessions leave that are being deleted in this transaction. */
  static void forgetAll(Handle handle, List<UUID> sessions, Instant now) {
    EventRows.forget(handle, sessions);
    FileRows.forget(handle, sessions, now);
  }

  /**
   * Keeps a session from being deleted until the transaction ends, but from nothing else; whether
   * it is there.
   */
  static boolean hold(Handle handle, SessionKey key) {
    return handle
        .createQuery(
            """
            select 1 from session
            where id = :session and owner = :owner and agent = :agent for key share
            """)
        .bind("session", key.id().value())
        .bind("owner", key.owner().value())
        .bind("agent", key.agent().value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** The same; {@code SessionMissing} if it is not there. */
  static void require(Handle handle, SessionKey key) {
    if (!hold(handle, key)) {
      throw new ProblemException(new SessionMissing());
    }
  }

  private static Session session(ResultSet row) throws SQLException {
    Instant created = Rows.instant(row, "created");
    return new Session(
        new SessionKey(
            new SessionId(Rows.uuid(row, "id")),
            new UserId(Rows.uuid(row, "owner")),
            new AgentRid(row.getString("agent"))),
        new ClientId(row.getString("client")),
        new VersionNumber(row.getInt("major"), row.getInt("minor")),
        row.getString("title"),
        row.getInt("messages"),
        new Session.Times(created, Rows.instant(row, "updated"), Rows.instant(row, "expires")));
  }
}
