package dev.parley.postgres;

import dev.parley.archive.ArchiveFault;
import dev.parley.archive.Snapshot;
import dev.parley.file.BlobIndex.Owned;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/** All rows as one transaction sees them, which lasts as long as this is open. */
public final class SnapshotRows implements Snapshot, AutoCloseable {
  private final Database database;
  private final int schema;
  private final Handle handle;
  private final List<Table> tables;

  /**
   * Begins now.
   *
   * @throws ArchiveFault if there is nothing, or it is of a newer Parley
   */
  public SnapshotRows(Database database) {
    this.database = database;
    var there = database.schema();
    this.schema = there.version();
    if (schema == 0) {
      throw new ArchiveFault(
          "There is nothing to export: the database is empty. Name the right one by"
              + " PARLEY_DATABASE_URL or PARLEY_DATA_DIR.");
    }
    if (schema > there.newest()) {
      throw new ArchiveFault("The database is of a newer Parley. Export it with that version.");
    }
    this.handle = database.jdbi().open();
    handle.begin();
    handle.execute("set transaction isolation level repeatable read, read only");
    handle.execute("set local intervalstyle = 'postgres'");
    this.tables = TableList.of(handle);
  }

  @Override
  public int schema() {
    return schema;
  }

  @Override
  public String key() {
    return handle
        .createQuery("select id from mark where what = 'server-key'")
        .mapTo(String.class)
        .findOne()
        .orElseThrow(() ->
            new ArchiveFault("There is nothing to export: no server has used this database yet."));
  }

  @Override
  public List<Table> tables() {
    return tables;
  }

  @Override
  public long count(Table table) {
    return number("select count(*) from " + TableList.quoted(table.name()));
  }

  private long number(String sql) {
    return handle.createQuery(sql).mapTo(Long.class).one();
  }

  private boolean has(String table) {
    return tables.stream().anyMatch(each -> each.name().equals(table));
  }

  @Override
  public long blobs() {
    return has("file") ? BlobRows.count(handle) : 0;
  }

  @Override
  public List<Owned> blobs(String after, int limit) {
    return has("file") ? BlobRows.after(handle, after, limit) : List.of();
  }

  @Override
  public boolean isOwnedNow(String blob) {
    return !new BlobRows(database).known(List.of(blob)).owned().isEmpty();
  }

  @Override
  public long turnsUnderWay() {
    return number("select count(*) from turn where ended is null");
  }

  @Override
  public void copy(Table table, Set<String> without, Sink sink) throws IOException {
    var columns = TableList.quoted(table.columns());
    try {
      var copy =
          handle
              .getConnection()
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut(
                  "copy (select %s from %s%s) to stdout"
                      .formatted(
                          columns, TableList.quoted(table.name()), condition(table, without)));
      try {
        for (var line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
          sink.row(line);
        }
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException failed) {
      throw Schema.failed("Reading the table " + table.name(), failed);
    }
  }

  /** Keys are made of letters, digits and a few signs, none of which ends a text of SQL. */
  private static String condition(Table table, Set<String> without) {
    var safe = without.stream().filter(key -> key.matches("[A-Za-z0-9._/-]+")).toList();
    return safe.isEmpty() || !table.columns().contains("blob")
        ? ""
        : safe.stream().collect(Collectors.joining("', '", " where blob not in ('", "')"));
  }

  @Override
  public Map<String, Long> sequences() {
    var last = new TreeMap<String, Long>();
    handle
        .createQuery(
            """
            select sequencename, last_value from pg_sequences
            where schemaname = current_schema() and last_value is not null
            """)
        .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(each -> last.put(each.getKey(), each.getValue()));
    return last;
  }

  @Override
  public void close() {
    handle.rollback();
    handle.close();
  }
}
