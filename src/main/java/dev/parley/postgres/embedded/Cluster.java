package dev.parley.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The database files: made once, complete or not there. */
record Cluster(Folder folder, RunAs runAs, Programs programs) {
  static final String USER = "parley";
  static final String DATABASE = "parley";
  private static final String ADMINISTRATOR = "postgres";

  /** Defaults for a laptop, written into postgresql.conf where a person may change them. */
  private static final List<String> TUNING =
      List.of(
          "max_connections=100",
          "shared_buffers=128MB",
          "effective_cache_size=1GB",
          "random_page_cost=1.1",
          "jit=off",
          "wal_level=minimal",
          "max_wal_senders=0",
          "max_wal_size=1GB",
          "checkpoint_timeout=5min");

  static boolean exists(Folder folder) {
    return Files.exists(folder.cluster());
  }

  /** Refuses files of another major version before anything is done to them. */
  static void checkVersion(Folder folder) throws IOException {
    if (!exists(folder)) {
      return;
    }
    var found = Folder.text(folder.cluster().resolve("PG_VERSION"));
    if (found.isEmpty()) {
      throw new EmbeddedFailure(
          "The database in " + folder.cluster() + " is not complete: it has no PG_VERSION.",
          "Restore the data directory from a backup, or move that folder away to start anew.");
    }
    if (!found.get().equals(Programs.MAJOR)) {
      throw new EmbeddedFailure(
          "The database in "
              + folder.cluster()
              + " is of PostgreSQL "
              + found.get()
              + ", this Parley runs PostgreSQL "
              + Programs.MAJOR
              + ".",
          "Start the Parley that made it, or set PARLEY_DATA_DIR to another folder to begin anew"
              + " here.");
    }
  }

  /** Makes the files under another name, so that a start cut short leaves none. */
  Password create() throws IOException {
    Folder.delete(folder.freshCluster());
    try {
      var password = Password.make(folder, runAs);
      Files.createDirectory(folder.freshCluster());
      runAs.own(folder.freshCluster());
      initialize();
      tell(
          folder.freshCluster().toString(),
          List.of(
              "CREATE ROLE " + USER + " LOGIN PASSWORD '" + password.text() + "'",
              "CREATE DATABASE " + DATABASE + " OWNER " + USER));
      Files.move(folder.freshCluster(), folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
      return password;
    } catch (IOException | EmbeddedFailure fault) {
      Folder.delete(folder.freshCluster());
      throw fault;
    }
  }

  /** The password of files made before; a lost one is replaced. */
  Password open() throws IOException {
    runAs.own(folder.cluster());
    runAs.own(folder.password());
    var kept = Folder.text(folder.password());
    if (kept.isPresent()) {
      return new Password(kept.get());
    }
    var password = Password.make(folder, runAs);
    try {
      tell(
          folder.cluster().toString(),
          Stream.of(USER, ADMINISTRATOR)
              .map(role -> "ALTER ROLE " + role + " PASSWORD '" + password.text() + "'")
              .toList());
    } catch (IOException | EmbeddedFailure fault) {
      Files.delete(folder.password());
      throw fault;
    }
    return password;
  }

  private void initialize() throws IOException {
    var line =
        new ArrayList<>(
            List.of(
                programs.initdb(),
                "--pgdata=" + folder.freshCluster(),
                "--username=" + ADMINISTRATOR,
                "--pwfile=" + folder.password(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions"));
    if (System.getProperty("os.name").startsWith("Linux")) {
      // one call for the whole file system instead of one for each of a thousand files
      line.add("--sync-method=syncfs");
    }
    TUNING.forEach(setting -> line.add("--set=" + setting));
    var done = Command.run(runAs.line(line), "");
    if (done.exit() != 0) {
      throw Diagnosis.of("could not make its database", done.output(), folder);
    }
  }

  /** Runs statements without a server; no connection, no password, nobody else in it. */
  private void tell(String cluster, List<String> statements) throws IOException {
    var line = runAs.line(List.of(programs.postgres(), "--single", "-D", cluster, "postgres"));
    var done = Command.run(line, String.join("\n", statements) + "\n");
    if (done.exit() != 0 || done.output().contains("ERROR:")) {
      throw Diagnosis.of("could not set up its roles", done.output(), folder);
    }
  }
}
