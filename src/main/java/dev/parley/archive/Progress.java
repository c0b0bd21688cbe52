package dev.parley.archive;

/** Hears how an archive grows or is taken in. */
public interface Progress {
  /** One more blob is done. */
  void blob(long bytes);

  /** More rows of a table are done. */
  void rows(String table, long rows, long bytes);

  /** Something is not as it should be, in words. */
  void trouble(String line);
}
