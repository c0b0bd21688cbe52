package dev.parley.archive;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the next part of an archive is. */
public sealed interface Index {
  /** The form of archives this program writes, and the newest it reads. */
  int FORMAT = 1;

  /**
   * Comes first.
   *
   * @param archive an id of its own
   * @param schema version of the tables
   * @param key fingerprint of the server key
   * @param sealedKey that key under a passphrase, if somebody wanted it taken along
   */
  record Manifest(
      int format,
      String archive,
      String parley,
      int schema,
      Instant made,
      String key,
      @Nullable String sealedKey,
      Amounts amounts)
      implements Index {}

  /** How much is to be expected: blobs, and rows of all tables. */
  record Amounts(long blobs, long rows) {}

  /** The bytes of a file or a picture follow. */
  record Blob(String key, long bytes, String sha256, String mediaType) implements Index {}

  /** Rows of a table follow, one a line, in the text form of PostgreSQL's COPY. */
  record Rows(String table, List<String> columns, long rows, long bytes, String sha256)
      implements Index {
    public Rows {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Comes last.
   *
   * @param rows of each table
   * @param sequences the last number each of them gave out
   * @param missing how many blobs had no bytes where the archive was made
   */
  record End(Map<String, Long> rows, Map<String, Long> sequences, long blobs, long missing)
      implements Index {
    public End {
      rows = Map.copyOf(rows);
      sequences = Map.copyOf(sequences);
    }
  }
}
