package dev.parley.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Finds out whether the PostgreSQL we bring can run here; makes no database and starts none. */
public final class EmbeddedTrial {
  private EmbeddedTrial() {}

  /**
   * Lets its programs tell their version from where a start would run them, as whom it would.
   *
   * @return what would run, in words
   * @throws EmbeddedFailure with the remedy, when a start would fail
   */
  public static String run(Path dataDirectory) {
    try {
      return Files.exists(dataDirectory.resolve("postgres"))
          ? inPlace(Folder.in(dataDirectory))
          : beside(dataDirectory.toAbsolutePath());
    } catch (IOException fault) {
      throw EmbeddedFailure.of(fault, dataDirectory.toAbsolutePath());
    }
  }

  private static String inPlace(Folder folder) throws IOException {
    var lock = FolderLock.take(folder);
    try {
      Cluster.checkVersion(folder);
      var made = Cluster.exists(folder) ? ", with its database" : ", its database not made yet";
      return tried(folder) + made;
    } finally {
      lock.close();
    }
  }

  /** In the nearest folder there is, so that its disk and the way to it are those of a start. */
  private static String beside(Path dataDirectory) throws IOException {
    var there = dataDirectory;
    while (!Files.isDirectory(there) && there.getParent() != null) {
      there = there.getParent();
    }
    var trial = Files.createTempDirectory(there, ".parley-trial");
    try {
      Files.setPosixFilePermissions(trial, PosixFilePermissions.fromString("rwxr-xr-x"));
      return tried(new Folder(trial.toRealPath())) + "; unpacked at the first start";
    } finally {
      Folder.delete(trial);
    }
  }

  private static String tried(Folder folder) throws IOException {
    var programs = Programs.in(folder, _ -> {});
    var runAs = RunAs.find(folder, programs);
    return "PostgreSQL "
        + Programs.MAJOR
        + (runAs.prefix().isEmpty() ? "" : ", as user " + runAs.owner());
  }
}
