package dev.parley.door.console;

import java.util.List;

/**
 * What came of reading a document.
 *
 * @param lines what its owner should know, each beginning with its path
 */
public record DocumentRead(boolean readable, int passages, List<String> lines) {
  public DocumentRead {
    lines = List.copyOf(lines);
  }
}
