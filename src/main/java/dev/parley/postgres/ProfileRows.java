package dev.parley.postgres;

import dev.parley.id.UserId;
import dev.parley.profile.SealedProfiles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** What users have set, in rows that nobody can read. */
public final class ProfileRows implements SealedProfiles {
  private static final String UPDATE =
      """
      update profile set sealed = :sealed, updated = :now where owner = :owner returning *
      """;

  private final Database database;
  private final InstantSource clock;

  public ProfileRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public Optional<Kept> find(UserId owner) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select * from profile where owner = :owner")
                .bind("owner", owner.value())
                .map((row, _) -> kept(row))
                .findOne());
  }

  @Override
  public boolean create(UserId owner, byte[] sealed) {
    return database.jdbi().withHandle(handle -> insert(handle, owner, sealed));
  }

  private boolean insert(Handle handle, UserId owner, byte[] sealed) {
    return handle
            .createUpdate(
                """
                insert into profile (owner, sealed, updated) values (:owner, :sealed, :now)
                on conflict do nothing
                """)
            .bind("owner", owner.value())
            .bind("sealed", sealed)
            .bind("now", clock.instant())
            .execute()
        > 0;
  }

  @Override
  public Kept change(UserId owner, byte[] usual, Function<Kept, byte[]> change) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          boolean _ = insert(handle, owner, usual);
          var before =
              handle
                  .createQuery("select * from profile where owner = :owner for update")
                  .bind("owner", owner.value())
                  .map((row, _) -> kept(row))
                  .one();
          return handle
              .createQuery(UPDATE)
              .bind("owner", owner.value())
              .bind("sealed", change.apply(before))
              .bind("now", clock.instant())
              .map((row, _) -> kept(row))
              .one();
        });
  }

  @Override
  public void remove(UserId owner) {
    database
        .jdbi()
        .useHandle(handle -> handle.execute("delete from profile where owner = ?", owner.value()));
  }

  private static Kept kept(ResultSet row) throws SQLException {
    return new Kept(row.getBytes("sealed"), Rows.instant(row, "updated"));
  }
}
