package dev.parley.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The running PostgreSQL, our child in a session of its own. */
final class Postmaster {
  private static final Duration START_BOUND = Duration.ofMinutes(10);
  private static final Duration NEWS = Duration.ofSeconds(5);
  private static final Duration KILL_BOUND = Duration.ofSeconds(5);

  /** Settings that no configuration file of the cluster may change. */
  private static final List<String> FIXED =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=on",
          "full_page_writes=on",
          "synchronous_commit=on",
          "password_encryption=scram-sha-256",
          "logging_collector=off",
          "log_destination=stderr",
          "log_timezone=UTC",
          // errors of statements reach us as exceptions; here they would only grow the log
          "log_min_messages=log",
          "log_checkpoints=off");

  private final Folder folder;
  private final Process process;

  private Postmaster(Folder folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  static Postmaster launch(Folder folder, RunAs runAs, Programs programs, int port)
      throws IOException {
    var server =
        new ArrayList<>(
            List.of(programs.postgres(), "-D", folder.cluster().toString(), "-p", "" + port));
    for (var setting : FIXED) {
      server.add("-c");
      server.add(setting);
    }
    var line = new ArrayList<>(ownSession());
    line.addAll(runAs.line(server));
    var process =
        Command.builder(line)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
            .start();
    return new Postmaster(folder, process);
  }

  /** Whether it accepts connections; if not, it has ended and its log says why. */
  boolean awaitReady(Consumer<String> progress) throws IOException {
    var begin = System.nanoTime();
    var news = begin + NEWS.toNanos();
    while (System.nanoTime() - begin < START_BOUND.toNanos()) {
      var file = PostmasterFile.of(folder);
      if (file.isPresent() && file.get().pid() == process.pid() && file.get().ready()) {
        return true;
      }
      if (ends(Duration.ofMillis(5))) {
        return false;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new EmbeddedFailure(
            "The start of PostgreSQL was interrupted.", "Start again; nothing is lost.");
      }
      if (System.nanoTime() > news) {
        progress.accept("PostgreSQL is bringing its files in order after an unclean end");
        news = System.nanoTime() + NEWS.toNanos();
      }
    }
    throw new EmbeddedFailure(
        "PostgreSQL was not ready after " + START_BOUND.toMinutes() + " minutes.",
        "Read " + folder.log() + ", then start again.");
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Whether it ends within that time; goes on waiting when interrupted. */
  boolean ends(Duration within) {
    process.onExit().completeOnTimeout(process, within.toMillis(), TimeUnit.MILLISECONDS).join();
    return !process.isAlive();
  }

  /** Stops it and waits until it has ended. */
  void stop() {
    for (var signal : Signal.values()) {
      if (process.isAlive()) {
        signalAndWait(signal);
      }
    }
    if (process.isAlive()) {
      process.destroyForcibly();
      ends(KILL_BOUND);
    }
  }

  private void signalAndWait(Signal signal) {
    try {
      signal.send(process.toHandle());
    } catch (IOException unsent) {
      // the one signal the JDK sends by itself ends it as soon as our connections are closed
      process.destroy();
    }
    ends(signal.bound());
  }

  /** Without one, a terminal's Ctrl-C would stop the database before the server. */
  private static List<String> ownSession() {
    for (var folder : List.of("/usr/bin", "/bin", "/usr/local/bin")) {
      if (Files.isExecutable(Path.of(folder, "setsid"))) {
        return List.of(folder + "/setsid");
      }
    }
    return Files.isExecutable(Path.of("/usr/bin/perl"))
        ? List.of("/usr/bin/perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV or exit 127")
        : List.of();
  }
}
