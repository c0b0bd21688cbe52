package dev.parley.postgres.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server in a process of its own, to be killed. */
final class ServerProcess {
  private ServerProcess() {}

  public static void main(String[] arguments) throws Exception {
    try (var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), told -> {})) {
      EmbeddedPostgresTest.run(postgres, arguments[1]);
      System.out.println("ready");
      System.out.flush();
      System.in.read();
    } catch (EmbeddedFailure failure) {
      System.out.println(failure.getMessage());
    }
  }

  static Process start(Path data, String sql) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                data.toString(),
                sql))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Its next line that is no log line: whether it is ready, or why not. */
  static String said(Process process) throws IOException {
    try (var reader = process.inputReader()) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.equals("ready") || line.contains("Parley")) {
          return line;
        }
      }
      return "nothing";
    }
  }
}
