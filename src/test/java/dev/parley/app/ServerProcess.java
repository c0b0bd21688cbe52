package dev.parley.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** A server in a process of its own, with its own embedded database, to be killed. */
@NullMarked
record ServerProcess(Process process, String url, Path data, Duration toReady) {
  private static final String READY = "Parley is ready at ";

  /** Starts it on this folder, which holds a workspace and will hold its data. */
  static ServerProcess start(Path folder) throws IOException {
    return start(folder, Map.of());
  }

  /** With these settings besides the usual ones. */
  static ServerProcess start(Path folder, Map<String, String> settings) throws IOException {
    return start(folder, settings, "unlimited");
  }

  /** Where the system lets it have so many files open. */
  static ServerProcess start(Path folder, Map<String, String> settings, String openFiles)
      throws IOException {
    var limit = openFiles.equals("unlimited") ? "" : "ulimit -n " + openFiles + "; ";
    var builder =
        new ProcessBuilder(
            List.of(
                "sh",
                "-c",
                limit + "exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx384m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                Main.class.getName(),
                "serve"));
    var environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PARLEY_"));
    environment.putAll(TestServer.credentials(folder));
    environment.put("PARLEY_BROWSER_WARM", "0");
    environment.put("PARLEY_ALLYSON_RATE", "0");
    environment.putAll(settings);
    var log = folder.resolve("server.log").toFile();
    var data = Path.of(environment.get("PARLEY_DATA_DIR"));
    LentPrograms.lend(data);
    long began = System.nanoTime();
    var process = builder.directory(folder.toFile()).redirectError(Redirect.appendTo(log)).start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (var line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(READY)) {
        var took = Duration.ofNanos(System.nanoTime() - began);
        LentPrograms.take(data);
        return new ServerProcess(process, line.substring(READY.length()), data, took);
      }
    }
    throw new AssertionError(
        "the server did not start; its log says:\n" + Files.readString(log.toPath()));
  }

  /** Surefire hides the class path in a jar of its own; that of the tests is a property. */
  static String classPath() {
    var real = System.getProperty("surefire.test.class.path");
    return real != null ? real : System.getProperty("java.class.path") + File.pathSeparator;
  }

  /** The process of its PostgreSQL. */
  Optional<ProcessHandle> postgres() throws IOException {
    try (var files = Files.walk(data)) {
      var pidFile = files.filter(file -> file.endsWith("postmaster.pid")).findFirst();
      return pidFile.isEmpty()
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile.get()).getFirst().strip()));
    }
  }

  /** SIGKILL, to the server alone or to its database as well. */
  void kill(boolean postgresToo) throws IOException, InterruptedException {
    var database = postgres();
    process.destroyForcibly();
    if (postgresToo) {
      database.ifPresent(ProcessHandle::destroyForcibly);
    }
    process.waitFor();
  }

  /** SIGTERM; the time until it has ended. */
  Duration stop() throws InterruptedException {
    long began = System.nanoTime();
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the server does not stop");
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
