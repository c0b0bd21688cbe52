package dev.parley.yaml;

/** Something wrong in a file, and what to write instead. */
public record Fault(String file, int line, String message) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
