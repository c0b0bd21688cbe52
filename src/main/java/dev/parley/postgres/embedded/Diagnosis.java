package dev.parley.postgres.embedded;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What PostgreSQL's own words mean for the one who starts us. */
final class Diagnosis {
  private static final Pattern FAULT =
      Pattern.compile("(?:ERROR|FATAL|PANIC|error|fatal):\\s+(.*)");

  private Diagnosis() {}

  static boolean portTaken(String said) {
    return said.contains("could not bind IPv4") || said.contains("could not create any TCP/IP");
  }

  static EmbeddedFailure of(String doing, String said, Folder folder) {
    if (said.contains("No space left on device") || said.contains("Disk quota exceeded")) {
      return EmbeddedFailure.diskFull(folder.path(), null);
    }
    var what = "PostgreSQL " + doing + ": " + fault(said) + ".";
    if (portTaken(said)) {
      return new EmbeddedFailure(
          what, "See that a program may listen on 127.0.0.1 here, then start again.");
    }
    return new EmbeddedFailure(what, remedy(said, folder));
  }

  private static String remedy(String said, Folder folder) {
    if (said.contains("could not look up effective user ID")) {
      return "Add a line for that user id to /etc/passwd, or start Parley as another user.";
    }
    if (said.contains("Permission denied") || said.contains("has wrong ownership")) {
      return "Give " + folder.path() + " to the user who starts Parley.";
    }
    if (said.contains("Cannot allocate memory")
        || said.contains("could not create shared memory")) {
      return "Free some memory, or lower shared_buffers in "
          + folder.cluster().resolve("postgresql.conf")
          + ".";
    }
    if (said.contains("pre-existing shared memory block")) {
      return "End the postgres processes of an earlier start, then start again.";
    }
    return "Read "
        + folder.log()
        + ", and restore the data directory from a backup if it is broken.";
  }

  /** The first line that says something, without its time and process. */
  static String firstLine(String said) {
    return said.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("?");
  }

  private static String fault(String said) {
    return said.lines()
        .map(FAULT::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst()
        .or(() -> Optional.of(firstLine(said)))
        .get();
  }
}
