package dev.parley.app;

import dev.parley.cli.Cli;
import dev.parley.cli.Context;
import dev.parley.cli.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Starts a server in a folder that is thrown away, uses it once, and stops it.
 *
 * <p>The launcher lets the JVM watch this and keep the classes it sees, read and linked: the starts
 * that follow take half the time.
 */
final class Rehearse {
  private Rehearse() {}

  static int run() throws IOException {
    var folder = Files.createTempDirectory("parley-rehearsal");
    var environment = Map.of("PARLEY_DATA_DIR", folder.toString(), "PARLEY_PORT", "0");
    try {
      var source = SettingSource.of(environment, folder.resolve("none"));
      var settings = ReadSettings.from(source);
      Logging.begin(false);
      try (var server = Server.start(settings, Server.Listener.SILENT)) {
        var terminal =
            new Terminal(
                new BufferedReader(new StringReader("Hello\nWhat can you do?\n")),
                System.out,
                System.err,
                false,
                false);
        var context =
            new Context(
                environment, settings.dataDirectory(), ReadSettings.workspace(source), terminal);
        var stock =
            new Cli.Stock(
                new OpenBlobPlaces(source, settings.dataDirectory()), new KeepArchives(source));
        var commands = List.of(List.of("help"), List.of("agents"), List.of("chat"));
        for (var command : commands) {
          int code = new Cli(context, List.of(), stock).run(command.toArray(String[]::new));
          if (code != 0) {
            return code;
          }
        }
        return server.started().baseUrl().isEmpty() ? 1 : 0;
      }
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
