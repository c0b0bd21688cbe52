package dev.parley.postgres;

import dev.parley.file.BlobIndex;
import dev.parley.file.Fingerprint;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Blobs of all users, as rows of files and pictures know them. */
public final class BlobRows implements BlobIndex {
  /** A key as this server makes them: user, kind, and a number of its own. */
  private static final String OURS =
      "^%1$s/(files|screenshots)/%1$s$".formatted("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Database database;

  public BlobRows(Database database) {
    this.database = database;
  }

  @Override
  public long count() {
    return database.jdbi().withHandle(BlobRows::count);
  }

  static long count(Handle handle) {
    return handle
        .createQuery("select (select count(*) from file) + (select count(*) from screenshot)")
        .mapTo(Long.class)
        .one();
  }

  @Override
  public List<Owned> after(String key, int limit) {
    return database.jdbi().withHandle(handle -> after(handle, key, limit));
  }

  static List<Owned> after(Handle handle, String key, int limit) {
    return handle
        .createQuery(
            """
            (select blob, media_type, bytes, sha256 from file
              where blob > :key order by blob limit :limit)
            union all
            (select blob, media_type, null, null from screenshot
              where blob > :key order by blob limit :limit)
            order by blob limit :limit
            """)
        .bind("key", key)
        .bind("limit", limit)
        .map((row, _) -> owned(row).orElseThrow())
        .list();
  }

  @Override
  public Known known(Collection<String> keys) {
    // one statement, one snapshot: a key on its way from an orphan to a row is in one of them
    var found =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        select asked.blob, coalesce(f.media_type, s.media_type) as media_type,
                          f.bytes, f.sha256
                        from unnest(:keys) as asked (blob)
                        left join file f on f.blob = asked.blob
                        left join screenshot s on s.blob = asked.blob
                        where f.blob is not null or s.blob is not null or exists (
                          select 1 from account
                          where id = case when asked.blob ~ :ours
                            then cast(split_part(asked.blob, '/', 1) as uuid) end
                            and not exists (select 1 from orphan o where o.blob = asked.blob))
                        """)
                    .bindArray("keys", String.class, keys)
                    .bind("ours", OURS)
                    .map((row, _) -> Map.entry(row.getString("blob"), owned(row)))
                    .list());
    return new Known(
        found.stream().flatMap(each -> each.getValue().stream()).toList(),
        found.stream()
            .filter(each -> each.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()));
  }

  /** Nothing for a key that belongs to nothing. */
  private static Optional<Owned> owned(ResultSet row) throws SQLException {
    var mediaType = row.getString("media_type");
    var sha256 = row.getString("sha256");
    return mediaType == null
        ? Optional.empty()
        : Optional.of(
            new Owned(
                row.getString("blob"),
                mediaType,
                sha256 == null
                    ? Optional.empty()
                    : Optional.of(new Fingerprint(row.getLong("bytes"), sha256))));
  }
}
