package dev.parley.postgres;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A throw-away server made from a PostgreSQL that is installed on this machine. */
final class InstalledPostgres {
  private InstalledPostgres() {}

  /** Where the newest installed one has its programs. */
  static Optional<Path> programs() {
    try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparing(Path::toString));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /** Starts it on a free port; it ends with this JVM. */
  static DatabaseAddress start(Path programs) throws IOException, InterruptedException {
    Path home = Files.createTempDirectory("parley-postgres");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path data = home.resolve("data");
    int port;
    try (var probe = new ServerSocket(0)) {
      port = probe.getLocalPort();
    }
    run(programs.resolve("initdb"), "-D", data, "-U", "parley", "-A", "trust", "--no-sync");
    var control = programs.resolve("pg_ctl");
    var options = "-p " + port + " -c listen_addresses=127.0.0.1 -c fsync=off -k " + home;
    run(control, "-D", data, "-w", "-l", home.resolve("log"), "-o", options, "start");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(control, data, home)));
    return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "parley", "");
  }

  private static void stop(Path control, Path data, Path home) {
    try {
      run(control, "-D", data, "-m", "immediate", "stop");
      try (var files = Files.walk(home)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    } catch (IOException | InterruptedException left) {
      System.err.println("left behind: " + home + " " + left);
    }
  }

  private static void run(Object... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    for (var word : words) {
      command.add(word.toString());
    }
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .directory(Path.of("/tmp").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("failed: " + String.join(" ", command));
    }
  }
}
