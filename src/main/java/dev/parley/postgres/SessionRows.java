package dev.parley.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.agent.VersionNumber;
import dev.parley.conversation.Recall;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.SessionId;
import dev.parley.id.UserId;
import dev.parley.json.Json;
import dev.parley.session.Session;
import dev.parley.session.SessionKey;
import dev.parley.session.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Sessions in rows. */
public final class SessionRows implements Sessions, Recall {
  /** What makes a session {@code s} one of the caller's and alive at {@code :now}. */
  static final String ALIVE =
      """
      s.id = :session and s.owner = :owner and s.agent = :agent
      and (s.expires > :now or exists (
        select 1 from turn l where l.session = s.id and l.status in ('QUEUED', 'RUNNING', 'WAITING')))
      """;

  private static final HotSql FIND = new HotSql("select s.* from session s where " + ALIVE);

  private static final HotSql RECALL =
      new HotSql(
          """
          select s.agent, s.major, s.minor, case when s.messages = 0 then '[]' else (
            select coalesce(jsonb_agg(jsonb_build_object(
              'user', t.input->>'text', 'answer', t.answer->>'text')
              order by t.ordinal), '[]')
            from turn t where t.session = s.id and t.answer is not null)
            end as exchanges
          from session s where s.id = :session
          """);

  private static final int REMEMBERED = 100_000;

  private final Database database;
  private final InstantSource clock;
  private final Cache<SessionKey, VersionNumber> versions =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build();

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
    return FIND.first(
        database,
        values ->
            values
                .bind("session", key.id().value())
                .bind("owner", key.owner().value())
                .bind("agent", key.agent().value())
                .bind("now", clock.instant()),
        SessionRows::session);
  }

  @Override
  public List<Session> list(Listing listing) {
    var after = listing.after();
    var agent = listing.agent();
    String sql =
        """
        select s.* from session s
        where s.owner = :owner and s.client = :client and s.expires > :now
        """
            + (agent == null ? "" : " and s.agent = :agent")
            + (after == null
                ? ""
                : " and s.updated <= :updated and (s.updated < :updated or s.id > :id)")
            + " order by s.updated desc, s.id limit :limit";
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
        .withHandle(handle ->
            handle
                .createUpdate(
                    """
                    delete from session where id in (
                      select s.id from session s
                      where s.expires <= :now and not exists (
                        select 1 from turn l
                        where l.session = s.id and l.status in ('QUEUED', 'RUNNING', 'WAITING'))
                      order by s.expires limit :limit for update of s skip locked)
                    """)
                .bind("now", clock.instant())
                .bind("limit", limit)
                .execute());
  }

  @Override
  public Optional<Remembered> recall(SessionId session) {
    return RECALL.first(
        database,
        values -> values.bind("session", session.value()),
        row ->
            new Remembered(
                new AgentRid(row.getString("agent")),
                new VersionNumber(row.getInt("major"), row.getInt("minor")),
                Json.readList(row.getString("exchanges"), Exchange.class)));
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
