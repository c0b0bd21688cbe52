package dev.parley.postgres;

import dev.parley.id.UserId;
import dev.parley.login.LoginIndex;
import dev.parley.login.Origin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Logins in rows, one of an owner and origin. */
public final class LoginRows implements LoginIndex {
  private static final String ADD =
      """
      insert into login (owner, origin, sealed, cookies, created, updated)
      values (:owner, :origin, :sealed, :cookies, :now, :now)
      on conflict (owner, origin) do nothing
      returning created, updated
      """;

  private static final String PUT =
      """
      insert into login (owner, origin, sealed, cookies, created, updated)
      values (:owner, :origin, :sealed, :cookies, :now, :now)
      on conflict (owner, origin) do update
      set sealed = excluded.sealed, cookies = excluded.cookies, updated = excluded.updated
      returning created, updated
      """;

  private final Database database;
  private final InstantSource clock;

  public LoginRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Written add(Entry entry, int most) {
    return write(ADD, entry, most);
  }

  @Override
  public Written put(Entry entry, int most) {
    return write(PUT, entry, most);
  }

  private Written write(String sql, Entry entry, int most) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          lock(handle, entry.owner());
          if (cookiesElsewhere(handle, entry) + entry.cookies() > most) {
            return sql.equals(ADD) && isThere(handle, entry)
                ? new Written.Taken()
                : new Written.Full();
          }
          return handle
              .createQuery(sql)
              .bind("owner", entry.owner().value())
              .bind("origin", entry.origin().text())
              .bind("sealed", entry.sealed())
              .bind("cookies", entry.cookies())
              .bind("now", clock.instant())
              .map((row, _) -> done(row))
              .findOne()
              .orElseGet(Written.Taken::new);
        });
  }

  /** Until the end of the transaction, so that two logins of an owner do not both fit. */
  private static void lock(Handle handle, UserId owner) {
    handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "login/" + owner);
  }

  private static long cookiesElsewhere(Handle handle, Entry entry) {
    return handle
        .createQuery(
            """
            select coalesce(sum(cookies), 0) from login
            where owner = :owner and origin <> :origin
            """)
        .bind("owner", entry.owner().value())
        .bind("origin", entry.origin().text())
        .mapTo(Long.class)
        .one();
  }

  private static boolean isThere(Handle handle, Entry entry) {
    return handle
        .createQuery("select true from login where owner = :owner and origin = :origin")
        .bind("owner", entry.owner().value())
        .bind("origin", entry.origin().text())
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  private static Written done(ResultSet row) throws SQLException {
    return new Written.Done(Rows.instant(row, "created"), Rows.instant(row, "updated"));
  }

  @Override
  public Optional<Row> find(UserId owner, Origin origin) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select origin, sealed, created, updated from login
                    where owner = :owner and origin = :origin
                    """)
                .bind("owner", owner.value())
                .bind("origin", origin.text())
                .map((row, _) -> login(row))
                .findOne());
  }

  @Override
  public List<Row> list(UserId owner) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    select origin, sealed, created, updated from login
                    where owner = :owner order by updated, origin
                    """)
                .bind("owner", owner.value())
                .map((row, _) -> login(row))
                .list());
  }

  private static Row login(ResultSet row) throws SQLException {
    return new Row(
        Origin.of(row.getString("origin")),
        row.getBytes("sealed"),
        Rows.instant(row, "created"),
        Rows.instant(row, "updated"));
  }

  @Override
  public boolean delete(UserId owner, Origin origin) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                    .createUpdate("delete from login where owner = :owner and origin = :origin")
                    .bind("owner", owner.value())
                    .bind("origin", origin.text())
                    .execute()
                > 0);
  }

  @Override
  public int deleteAll(UserId owner) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createUpdate("delete from login where owner = :owner")
                .bind("owner", owner.value())
                .execute());
  }
}
