package dev.parley.postgres;

import dev.parley.archive.ArchiveFault;
import dev.parley.archive.Restore;
import dev.parley.archive.Snapshot.Table;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * Rows on their way into an empty database, in one transaction; its blobs are orphans until then.
 *
 * <p>Its tables stay of the version the rows are of: the next start brings them up, as it does with
 * every database of an earlier version.
 */
public final class RestoreRows implements Restore {
  /** Longer than any import takes. */
  private static final Duration TAKING_IN = Duration.ofDays(30);

  private final Database database;
  private final OrphanRows orphans;
  private final Handle handle;
  private final Map<String, Table> tables;
  private boolean committed;

  private RestoreRows(Database database) {
    this.database = database;
    this.orphans = new OrphanRows(database, Instant::now);
    this.handle = database.jdbi().open();
    handle.begin();
    IdentityRows.lock(handle);
    this.tables =
        TableList.of(handle).stream().collect(Collectors.toMap(Table::name, table -> table));
  }

  /**
   * Makes the tables of that version.
   *
   * @throws ArchiveFault if the database has something already, or the version is a newer one
   */
  public static RestoreRows into(Database database, int version) {
    var schema = database.schema();
    if (version > schema.newest()) {
      throw new ArchiveFault(
          "The archive is of a newer Parley, whose tables this one does not know. Import it with"
              + " that version or a later one.");
    }
    requireEmpty(database, schema.version(), version);
    schema.migrateTo(version);
    var restore = new RestoreRows(database);
    try {
      restore.requireNoRows();
      return restore;
    } catch (RuntimeException failed) {
      restore.close();
      throw failed;
    }
  }

  private static void requireEmpty(Database database, int there, int wanted) {
    long others =
        database
            .jdbi()
            .withHandle(handle ->
                there > 0
                    ? 0
                    : handle
                        .createQuery(
                            """
                            select count(*) from pg_class
                            where relnamespace = cast(current_schema() as regnamespace)
                              and relkind in ('r', 'p', 'v') and relname <> :history
                            """)
                        .bind("history", Schema.HISTORY)
                        .mapTo(Long.class)
                        .one());
    if (others > 0 || there > wanted) {
      throw notEmpty(there > wanted ? "tables of a newer version" : "tables of others");
    }
  }

  private void requireNoRows() {
    for (var table : tables.keySet()) {
      var rows =
          handle
              .createQuery("select exists (select 1 from " + TableList.quoted(table) + ")")
              .mapTo(Boolean.class)
              .one();
      if (rows) {
        throw notEmpty("rows in the table " + table);
      }
    }
  }

  private static ArchiveFault notEmpty(String what) {
    return new ArchiveFault(
        "An archive is imported into an empty database, and this one has "
            + what
            + ". Set PARLEY_DATA_DIR to a new folder, or PARLEY_DATABASE_URL to an empty database.");
  }

  @Override
  public void expect(String blob) {
    orphans.expect(blob, Instant.now().plus(TAKING_IN));
  }

  @Override
  public long add(String name, List<String> columns, InputStream lines) throws IOException {
    var table = tables.get(name);
    if (table == null || !new HashSet<>(table.columns()).equals(new HashSet<>(columns))) {
      throw new ArchiveFault(
          "The archive has a table " + name + " that does not fit its version. Export it again.");
    }
    try {
      return handle
          .getConnection()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy %s (%s) from stdin"
                  .formatted(TableList.quoted(name), TableList.quoted(columns)),
              lines);
    } catch (SQLException refused) {
      throw new ArchiveFault(
          "The database does not take the rows of "
              + name
              + ": "
              + String.valueOf(refused.getMessage()).lines().findFirst().orElse("")
              + ". Nothing was imported; mend that and import again.",
          refused);
    }
  }

  @Override
  public void commit(Map<String, Long> sequences) {
    sequences.forEach((name, last) ->
        handle.execute("select setval(cast(? as regclass), ?)", TableList.quoted(name), last));
    if (tables.containsKey("file")) {
      handle.execute(
          """
          delete from orphan o where exists (select 1 from file where blob = o.blob)
            or exists (select 1 from screenshot where blob = o.blob)
          """);
      // Files that were deleted while the archive was made are not in it.
      handle.execute(
          """
          update storage s set used =
            (select coalesce(sum(bytes), 0) from file where owner = s.owner)
          """);
    }
    handle.commit();
    committed = true;
    database.jdbi().useHandle(each -> each.execute("analyze"));
  }

  @Override
  public void close() {
    if (!committed) {
      handle.rollback();
      handle.close();
      if (tables.containsKey("file")) {
        database.jdbi().useHandle(each -> each.execute("update orphan set due = now()"));
      }
    } else {
      handle.close();
    }
  }
}
