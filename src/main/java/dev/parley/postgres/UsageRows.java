package dev.parley.postgres;

import dev.parley.id.UserId;
import dev.parley.webagent.UsageDay;
import dev.parley.webagent.WebSession.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Sums over web sessions and their files. */
final class UsageRows {
  private UsageRows() {}

  static List<UsageDay> since(Database database, UserId owner, Source source, LocalDate first) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select cast(w.started at time zone 'UTC' as date) as day,
                      count(*) as sessions, sum(f.files) as files, sum(f.bytes) as bytes
                    from web_session w cross join lateral (
                      select count(*) as files, coalesce(sum(bytes), 0) as bytes
                      from file where session = w.session) f
                    where w.owner = :owner and w.source = :source and w.started >= :first
                    group by day order by day
                    """)
                .bind("owner", owner.value())
                .bind("source", source.name())
                .bind("first", first.atStartOfDay(ZoneOffset.UTC).toInstant())
                .map((row, _) -> day(row))
                .list());
  }

  private static UsageDay day(ResultSet row) throws SQLException {
    return new UsageDay(
        row.getObject("day", LocalDate.class),
        row.getLong("sessions"),
        row.getLong("files"),
        row.getLong("bytes"));
  }
}
