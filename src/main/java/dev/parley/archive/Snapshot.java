package dev.parley.archive;

import dev.parley.file.BlobIndex.Owned;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All rows of a database as they stand at one moment, while others go on changing them. */
public interface Snapshot {
  /** The version of the schema. */
  int schema();

  /** The fingerprint of the server key that hashes and seals were made with. */
  String key();

  /** Tables to take along, each behind those it refers to. */
  List<Table> tables();

  long count(Table table);

  long blobs();

  /** Blobs behind a key, in an order of their own; the first ones behind an empty key. */
  List<Owned> blobs(String after, int limit);

  /** Whether a blob belongs to something now, which it did at that moment. */
  boolean isOwnedNow(String blob);

  /** How many turns were under way. */
  long turnsUnderWay();

  /**
   * Tells all rows of a table, each with the end of its line.
   *
   * @param without blobs whose rows are left out
   */
  void copy(Table table, Set<String> without, Sink sink) throws IOException;

  /** The last number of each sequence that has given out any, now. */
  Map<String, Long> sequences();

  /** A table and its columns, in the order of its rows. */
  record Table(String name, List<String> columns) {
    public Table {
      columns = List.copyOf(columns);
    }
  }

  /** Takes one row. */
  @FunctionalInterface
  interface Sink {
    void row(byte[] line) throws IOException;
  }
}
