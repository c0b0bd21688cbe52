package dev.parley.postgres;

import dev.parley.file.Orphans;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Blobs without a row of their own, in rows. */
public final class OrphanRows implements Orphans {
  /** By how much a blob must be in time, so that no sweep with its own clock has begun on it. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final Database database;
  private final InstantSource clock;

  public OrphanRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void expect(String blob, Instant due) {
    database.jdbi().useHandle(handle -> abandon(handle, blob, due));
  }

  static void abandon(Handle handle, String blob, Instant due) {
    int _ =
        handle
            .createUpdate(
                """
                insert into orphan (blob, due) values (:blob, :due)
                on conflict (blob) do update set due = greatest(orphan.due, excluded.due)
                """)
            .bind("blob", blob)
            .bind("due", due)
            .execute();
  }

  /** In the transaction that writes the row it belongs to. */
  static void adopt(Handle handle, String blob, Instant now) {
    int adopted =
        handle
            .createUpdate("delete from orphan where blob = :blob and due > :now")
            .bind("blob", blob)
            .bind("now", now.plus(MARGIN))
            .execute();
    if (adopted == 0) {
      throw new IllegalStateException("the blob " + blob + " took too long to write and is gone");
    }
  }

  @Override
  public List<String> due(int limit) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "select blob from orphan where due <= :now order by due, blob limit :limit")
                .bind("now", clock.instant())
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
  }

  @Override
  public void forget(Collection<String> blobs) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate("delete from orphan where blob = any(:blobs)")
                .bindArray("blobs", String.class, blobs)
                .execute());
  }
}
