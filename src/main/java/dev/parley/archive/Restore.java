package dev.parley.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Rows on their way into an empty database: all of them, or none. */
public interface Restore extends AutoCloseable {
  /** Writes down at once that a blob will lie in the store, which belongs to nothing yet. */
  void expect(String blob);

  /**
   * Adds rows to a table; how many.
   *
   * @throws ArchiveFault if they do not fit
   */
  long add(String table, List<String> columns, InputStream lines) throws IOException;

  /** Makes all of it count, and goes on behind the last numbers of its sequences. */
  void commit(Map<String, Long> sequences);

  /** Takes everything back that was not committed; its blobs may go. */
  @Override
  void close();
}
