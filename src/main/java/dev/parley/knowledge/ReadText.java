package dev.parley.knowledge;

import java.nio.file.Path;

/** Reads the text of files, within limits of time and memory. */
public interface ReadText extends AutoCloseable {
  /**
   * The text of a file.
   *
   * @param name says by its ending what the file holds; need not be the file's own
   * @throws Unreadable with the fault
   */
  DocumentText read(Path file, String name);

  @Override
  void close();
}
