package dev.parley.door.console;

/** Takes documents in that are sent file by file. */
public interface KeepDocument {
  /** What came of reading a file that is to be the document of that path. */
  DocumentRead keep(String path, byte[] file);

  /** How many documents there are, and what is still done for them. */
  DocumentStatus status();
}
