package dev.parley.postgres;

import dev.parley.id.UserId;
import dev.parley.json.Json;
import dev.parley.trace.Usage;
import dev.parley.webagent.WebSession.Source;
import dev.parley.webagent.WebSessions.Used;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** What web sessions came to, however many there are. */
final class UsageRows {
  /** Rows that are in memory at a time. */
  private static final int PORTION = 200;

  private static final String USED =
      """
      select cast(w.started at time zone 'UTC' as date) as day, f.files, f.bytes,
      """
          + WebSessionLists.CALLS
          + """
           as calls
          from web_session w left join turn t on t.session = w.session cross join lateral (
            select count(*) as files, coalesce(sum(bytes), 0) as bytes
            from file where session = w.session) f
          where w.owner = :owner and w.source = :source and w.started >= :first
          """;

  private UsageRows() {}

  static void since(
      Database database, UserId owner, Source source, LocalDate first, Consumer<Used> each) {
    database
        .jdbi()
        .useTransaction(handle ->
            handle
                .createQuery(USED)
                .setFetchSize(PORTION)
                .bind("owner", owner.value())
                .bind("source", source.name())
                .bind("first", first.atStartOfDay(ZoneOffset.UTC).toInstant())
                .map((row, _) -> used(row))
                .useStream(rows -> rows.forEach(each)));
  }

  private static Used used(ResultSet row) throws SQLException {
    return new Used(
        row.getObject("day", LocalDate.class),
        row.getLong("files"),
        row.getLong("bytes"),
        Json.readList(row.getString("calls"), Usage.class));
  }
}
