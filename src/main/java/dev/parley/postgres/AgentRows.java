package dev.parley.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.agent.AgentSpec;
import dev.parley.agent.AgentVersion;
import dev.parley.agent.Agents;
import dev.parley.agent.VersionNumber;
import dev.parley.id.AgentRid;
import dev.parley.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Agents and their versions in rows; versions never change, so they are kept in memory too. */
public final class AgentRows implements Agents {
  private record Name(AgentRid agent, VersionNumber number) {}

  private final Database database;
  private final InstantSource clock;
  private final Cache<Name, AgentVersion> known = Caffeine.newBuilder().maximumSize(1_000).build();

  public AgentRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean exists(AgentRid agent) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select 1 from agent where rid = :agent")
                .bind("agent", agent.value())
                .mapTo(int.class)
                .findOne()
                .isPresent());
  }

  @Override
  public Optional<AgentVersion> version(AgentRid agent, VersionNumber number) {
    var name = new Name(agent, number);
    var cached = known.getIfPresent(name);
    if (cached != null) {
      return Optional.of(cached);
    }
    var found =
        one(
            """
            select * from agent_version
            where agent = :agent and major = :major and minor = :minor
            """,
            agent,
            number);
    found.ifPresent(version -> known.put(name, version));
    return found;
  }

  @Override
  public Optional<AgentVersion> latestPublished(AgentRid agent) {
    return one(
        """
        select * from agent_version where agent = :agent and major > 0 and minor = 0
        order by major desc limit 1
        """,
        agent,
        new VersionNumber(0, 0));
  }

  private Optional<AgentVersion> one(String sql, AgentRid agent, VersionNumber number) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(sql)
                .bind("agent", agent.value())
                .bind("major", number.major())
                .bind("minor", number.minor())
                .map((row, _) -> version(row))
                .findOne());
  }

  @Override
  public List<VersionNumber> versions(AgentRid agent, @Nullable VersionNumber before, int limit) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select major, minor from agent_version
                    where agent = :agent and (major, minor) < (:major, :minor)
                    order by major desc, minor desc limit :limit
                    """)
                .bind("agent", agent.value())
                .bind("major", before == null ? Integer.MAX_VALUE : before.major())
                .bind("minor", before == null ? Integer.MAX_VALUE : before.minor())
                .bind("limit", limit)
                .map((row, _) -> new VersionNumber(row.getInt(1), row.getInt(2)))
                .list());
  }

  @Override
  public List<AgentVersion> newest() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select distinct on (agent) * from agent_version
                    order by agent, major desc, minor desc
                    """)
                .map((row, _) -> version(row))
                .stream()
                .sorted(Comparator.comparing(found -> found.spec().profile().displayName()))
                .toList());
  }

  @Override
  public Saved save(AgentRid agent, AgentSpec spec, String hash, boolean publish) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          // Savers of one agent go one after the other, on all nodes.
          handle
              .createUpdate("insert into agent values (:agent, :now) on conflict (rid) do nothing")
              .bind("agent", agent.value())
              .bind("now", clock.instant())
              .execute();
          handle.execute("select 1 from agent where rid = ? for update", agent.value());
          var same = sameHash(handle, agent, hash, publish);
          if (same.isPresent()) {
            return new Saved(same.get(), false);
          }
          var last = lastNumber(handle, agent);
          var next = publish ? last.nextPublished() : last.nextSaved();
          insert(handle, new AgentVersion(agent, next, spec), hash);
          return new Saved(next, true);
        });
  }

  /** A spec saved before stands for itself; to publish, it must have been published. */
  private static Optional<VersionNumber> sameHash(
      Handle handle, AgentRid agent, String hash, boolean publish) {
    return handle
        .createQuery(
            """
            select major, minor from agent_version
            where agent = :agent and hash = :hash and (not :publish or (major > 0 and minor = 0))
            order by major desc, minor desc limit 1
            """)
        .bind("agent", agent.value())
        .bind("hash", hash)
        .bind("publish", publish)
        .map((row, _) -> new VersionNumber(row.getInt(1), row.getInt(2)))
        .findOne();
  }

  private static VersionNumber lastNumber(Handle handle, AgentRid agent) {
    return handle
        .createQuery(
            """
            select major, minor from agent_version where agent = :agent
            order by major desc, minor desc limit 1
            """)
        .bind("agent", agent.value())
        .map((row, _) -> new VersionNumber(row.getInt(1), row.getInt(2)))
        .findOne()
        .orElse(new VersionNumber(0, 0));
  }

  private void insert(Handle handle, AgentVersion version, String hash) {
    handle
        .createUpdate(
            """
            insert into agent_version (agent, major, minor, hash, spec, created)
            values (:agent, :major, :minor, :hash, cast(:spec as json), :now)
            """)
        .bind("agent", version.agent().value())
        .bind("major", version.number().major())
        .bind("minor", version.number().minor())
        .bind("hash", hash)
        .bind("spec", Json.print(version.spec()))
        .bind("now", clock.instant())
        .execute();
  }

  private static AgentVersion version(ResultSet row) throws SQLException {
    return new AgentVersion(
        new AgentRid(row.getString("agent")),
        new VersionNumber(row.getInt("major"), row.getInt("minor")),
        Json.read(row.getString("spec"), AgentSpec.class));
  }
}
