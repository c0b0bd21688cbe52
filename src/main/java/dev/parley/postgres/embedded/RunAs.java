package dev.parley.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who PostgreSQL runs as: what its command line begins with, and whose its files are. */
record RunAs(List<String> prefix, int owner) {
  private static final int NOBODY = 65534;

  RunAs {
    prefix = List.copyOf(prefix);
  }

  /** The first way in which the programs really run from where they lie. */
  static RunAs find(Folder folder, Programs programs) throws IOException {
    var refusals = new ArrayList<String>();
    var root = isRoot();
    for (var way :
        root ? forRoot() : List.of(new RunAs(List.of(), Folder.owner(programs.path())))) {
      var refusal = way.refusal(programs);
      if (refusal.isEmpty()) {
        return way;
      }
      refusals.add(refusal);
    }
    throw failure(folder, root, String.join("; ", refusals));
  }

  List<String> line(List<String> program) {
    var line = new ArrayList<>(prefix);
    line.addAll(program);
    return line;
  }

  /** Sees to it that this user owns the database's files. */
  void own(Path file) throws IOException {
    // only root can give files away, and for others they are their own already
    if (!prefix.isEmpty()) {
      Folder.give(file, owner);
    }
  }

  private static List<RunAs> forRoot() {
    return List.of(
        new RunAs(
            List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--no-new-privs"),
            NOBODY),
        // in there root is an ordinary user, and the files stay root's
        new RunAs(List.of("unshare", "-U"), 0));
  }

  private String refusal(Programs programs) {
    try {
      var probe = Command.run(line(List.of(programs.postgres(), "--version")), "");
      if (probe.exit() != 0) {
        return Diagnosis.firstLine(probe.output());
      }
      return probe.output().contains(") " + Programs.MAJOR + ".")
          ? ""
          : "expected PostgreSQL " + Programs.MAJOR + ", found " + probe.output().strip();
    } catch (IOException cannotRun) {
      return Diagnosis.firstLine(String.valueOf(cannotRun.getMessage()));
    }
  }

  static boolean isRoot() throws IOException {
    var self = Path.of("/proc/self");
    return Files.exists(self)
        ? (int) Files.getAttribute(self, "unix:uid") == 0
        : "root".equals(System.getProperty("user.name"));
  }

  private static EmbeddedFailure failure(Folder folder, boolean root, String why) {
    return root
        ? new EmbeddedFailure(
            "PostgreSQL does not run as root, and from "
                + folder.path()
                + " it cannot run as anyone else here ("
                + why
                + ").",
            "Start Parley as an ordinary user, or set PARLEY_DATA_DIR to a folder that user "
                + NOBODY
                + " can reach, on a disk not mounted noexec (such as /var/lib/parley), or set"
                + " PARLEY_DATABASE_URL.")
        : new EmbeddedFailure(
            "PostgreSQL cannot be run from " + folder.path() + " (" + why + ").",
            "Set PARLEY_DATA_DIR to a folder on a disk not mounted noexec; on a system without"
                + " glibc set PARLEY_DATABASE_URL.");
  }
}
