package dev.parley.postgres;

import dev.parley.id.AgentRid;
import dev.parley.id.NodeId;
import dev.parley.id.SessionId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.session.SessionKey;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.live.LiveSessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** How sessions of the web agent stand, of two rows each. */
public final class LiveSessionRows implements LiveSessions {
  private static final String STANDING =
      """
      select w.session, w.owner, w.name, s.agent, t.id, t.node, t.status = 'WAITING' as rests,
        exists (select 1 from node n where n.id = t.node) as tended,
      """
          + WebSessionRows.STATUS
          + """
           as stands
          from web_session w join session s on s.id = w.session
            left join turn t on t.session = w.session
          where w.owner = :owner and w.id = :id
          """;

  private final Database database;
  private final InstantSource clock;

  public LiveSessionRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<Standing> standing(UserId owner, WebSessionId id) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(STANDING)
                .bind("late", clock.instant().minus(WebSessionRows.BEGINNING))
                .bind("owner", owner.value())
                .bind("id", id.value())
                .map((row, _) -> standing(row))
                .findOne());
  }

  private static Standing standing(ResultSet row) throws SQLException {
    var key =
        new SessionKey(
            new SessionId(Rows.uuid(row, "session")),
            new UserId(Rows.uuid(row, "owner")),
            new AgentRid(row.getString("agent")));
    UUID turn = Rows.maybeUuid(row, "id");
    UUID node = Rows.maybeUuid(row, "node");
    var at =
        turn == null
            ? null
            : new At(
                new TurnId(turn),
                row.getBoolean("rests"),
                node == null ? null : new NodeId(node),
                row.getBoolean("tended"));
    return new Standing(key, row.getString("name"), Status.valueOf(row.getString("stands")), at);
  }
}
