package dev.parley.postgres.embedded;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why the embedded PostgreSQL cannot run, and the remedy. */
public final class EmbeddedFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedFailure(String what, String remedy) {
    this(what, remedy, null);
  }

  EmbeddedFailure(String what, String remedy, @Nullable Throwable cause) {
    super(what + " " + remedy, cause);
  }

  /** What an operation on our folder came upon. */
  static EmbeddedFailure of(IOException fault, Path folder) {
    var text = String.valueOf(fault.getMessage());
    if (text.contains("No space left") || text.contains("Disk quota")) {
      return diskFull(folder, fault);
    }
    if (fault instanceof AccessDeniedException
        || text.contains("Permission denied")
        || text.contains("Operation not permitted")
        || text.contains("Read-only file system")) {
      return new EmbeddedFailure(
          "The user " + System.getProperty("user.name") + " cannot read and write " + text + ".",
          "Give " + folder + " to that user, or set PARLEY_DATA_DIR to a folder of its own.",
          fault);
    }
    return new EmbeddedFailure(
        "The folder " + folder + " cannot be used: " + fault + ".",
        "Check it, or set PARLEY_DATA_DIR to another folder on a local disk.",
        fault);
  }

  static EmbeddedFailure diskFull(Path folder, @Nullable Throwable cause) {
    return new EmbeddedFailure(
        "The disk of " + folder + " is full.",
        "Free some space (300 MB at least), or set PARLEY_DATA_DIR to a folder on another disk.",
        cause);
  }
}
