package dev.parley.postgres;

import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.json.Json;
import dev.parley.trace.Usage;
import dev.parley.webagent.WebAgent.Query;
import dev.parley.webagent.WebSession.Quality;
import dev.parley.webagent.WebSession.Source;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.WebSession.Times;
import dev.parley.webagent.WebSessions.Line;
import dev.parley.webagent.WebSessions.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Pages of sessions of the web agent, without their journals. */
final class WebSessionLists {
  /** What each model call of the turn {@code t} used. */
  static final String CALLS =
      """
      (select coalesce(jsonb_agg(p.outcome->'usage'), '[]') from step p
        where p.turn = t.id and p.outcome->>'type' = 'model'
          and jsonb_typeof(p.outcome->'usage') = 'object')
      """;

  /** The sessions a list is asked for. */
  private static final String FOUND =
      """
      from web_session w join session s on s.id = w.session
        left join turn t on t.session = w.session
      where w.owner = :owner
        and (cast(:source as text) is null or w.source = :source)
        and (cast(:status as text) is null or :status =
      """
          + WebSessionRows.STATUS
          + """
            )
            and (cast(:search as text) is null or position(lower(:search) in w.id) > 0
              or position(lower(:search) in lower(coalesce(w.name, ''))) > 0)
          """;

  private static final String LINES =
      "select w.id as short, w.session, w.owner, s.agent, w.source, w.name, w.quality, w.started, "
          + WebSessionRows.OVER
          + " as over, "
          + WebSessionRows.STATUS
          + " as status, "
          + WebSessionRows.UPDATED
          + " as changed, "
          + CALLS
          + " as calls "
          + FOUND
          + " order by w.started desc, w.id limit :limit offset :offset";

  private WebSessionLists() {}

  static Page page(Database database, UserId owner, Query query, Instant late) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          long total =
              named(handle.createQuery("select count(*) " + FOUND), owner, query, late)
                  .mapTo(long.class)
                  .one();
          var lines =
              named(handle.createQuery(LINES), owner, query, late)
                  .bind("limit", query.limit())
                  .bind("offset", (query.page() - 1L) * query.limit())
                  .map((row, _) -> line(row))
                  .list();
          return new Page(lines, total);
        });
  }

  private static org.jdbi.v3.core.statement.Query named(
      org.jdbi.v3.core.statement.Query statement, UserId owner, Query query, Instant late) {
    var status = query.status();
    var source = query.source();
    return statement
        .bind("owner", owner.value())
        .bind("source", source == null ? null : source.name())
        .bind("status", status == null ? null : status.name())
        .bind("late", late)
        .bind("search", query.search());
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        new WebSessionId(row.getString("short")),
        WebSessionRows.key(row),
        Source.valueOf(row.getString("source")),
        row.getString("name"),
        Status.valueOf(row.getString("status")),
        Quality.valueOf(row.getString("quality")),
        new Times(
            Rows.instant(row, "started"),
            Rows.instant(row, "changed"),
            Rows.maybeInstant(row, "over")),
        Json.readList(row.getString("calls"), Usage.class));
  }
}
