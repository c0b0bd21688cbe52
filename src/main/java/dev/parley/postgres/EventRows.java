package dev.parley.postgres;

import dev.parley.engine.Events;
import dev.parley.id.TurnId;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.session.SessionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What happened in sessions, in rows; the journal writes its milestones with its own statements.
 */
public final class EventRows implements Events {
  private final Database database;
  private final InstantSource clock;

  public EventRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Locks the sessions, so that one deleted meanwhile takes nobody else's text with it. */
  @Override
  public void say(List<Said> pieces) {
    var rows =
        pieces.stream()
            .map(piece ->
                Map.of(
                    "session", piece.ids().session().id().toString(),
                    "turn", piece.ids().turn().toString(),
                    "fence", piece.fence(),
                    "kind", kind(piece),
                    "body", body(piece)))
            .toList();
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    insert into event (session, turn, fence, kind, body, at)
                    select p.session, p.turn, p.fence, p.kind, p.body, :now
                    from rows from (jsonb_to_recordset(cast(:pieces as jsonb))
                        as (session uuid, turn uuid, fence int, kind text, body jsonb))
                      with ordinality p(session, turn, fence, kind, body, no)
                    join turn t on t.id = p.turn and t.fence = p.fence
                    join session s on s.id = p.session
                    order by p.no
                    for key share of s
                    """)
                .bind("pieces", Json.print(rows))
                .bind("now", clock.instant())
                .execute());
  }

  @Override
  public void note(TurnId turn, List<Happened> happened) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    insert into event (session, turn, fence, kind, body, at)
                    select s.id, t.id, t.fence, h.kind, h.body, h.at
                    from rows from (jsonb_to_recordset(cast(:happened as jsonb))
                        as (kind text, body jsonb, at timestamptz))
                      with ordinality h(kind, body, at, no)
                    join turn t on t.id = :turn
                    join session s on s.id = t.session
                    order by h.no
                    for key share of s
                    """)
                .bind("happened", Json.print(happened))
                .bind("turn", turn.value())
                .execute());
  }

  private static String kind(Said piece) {
    return switch (piece) {
      case Said.Words _ -> "text";
      case Said.Restarted _ -> "step.restarted";
    };
  }

  private static Map<String, Object> body(Said piece) {
    return switch (piece) {
      case Said.Words words -> Map.of("step", words.step(), "text", words.text());
      case Said.Restarted restarted -> Map.of("step", restarted.step());
    };
  }

  /**
   * Deletes what happened in sessions that have just been deleted in the same transaction.
   *
   * <p>A statement of its own, after theirs, so that it also sees what the last write of a turn
   * left while they waited for it. A foreign key would do this at the price of a look and a lock
   * for each event of every turn.
   */
  static void forget(Handle handle, List<UUID> sessions) {
    int _ =
        handle
            .createUpdate("delete from event where session = any(:sessions)")
            .bindArray("sessions", UUID.class, sessions)
            .execute();
  }

  @Override
  public Optional<List<Event>> read(SessionKey key, long after, int limit) {
    var events = new ArrayList<Event>();
    boolean there =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                        .createQuery(
                            "select e.* from session s left join lateral (select * from event"
                                + " where session = s.id and seq > :after order by seq"
                                + " limit :limit) e on true where "
                                + SessionRows.ALIVE
                                + " order by e.seq")
                        .bind("session", key.id().value())
                        .bind("owner", key.owner().value())
                        .bind("agent", key.agent().value())
                        .bind("now", clock.instant())
                        .bind("after", after)
                        .bind("limit", limit)
                        .map((row, _) -> row.getObject("seq") == null || events.add(event(row)))
                        .list()
                        .size()
                    > 0);
    return there ? Optional.of(List.copyOf(events)) : Optional.empty();
  }

  private static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getLong("seq"),
        new TurnId(Rows.uuid(row, "turn")),
        row.getInt("fence"),
        row.getString("kind"),
        Json.read(row.getString("body"), JsonObject.class),
        Rows.instant(row, "at"));
  }
}
