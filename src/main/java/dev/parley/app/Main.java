package dev.parley.app;

import dev.parley.bench.Bench;
import dev.parley.cli.Cli;
import dev.parley.cli.Context;
import dev.parley.cli.Subcommand;
import dev.parley.cli.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the program begins. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Logging.begin(false);
    System.exit(run(System.getenv(), Terminal.system(), arguments));
  }

  /** The exit code; {@code serve} returns once the server has ended. */
  static int run(Map<String, String> environment, Terminal terminal, String... arguments) {
    var serve =
        new Subcommand(
            "serve",
            "Runs the server in the foreground, until Ctrl-C or SIGTERM.",
            false,
            words -> serve(environment, terminal, words));
    var rehearse =
        new Subcommand(
            "rehearse",
            "Starts and uses a server once, for the launcher.",
            true,
            _ -> Rehearse.run());
    var doctor =
        new Subcommand(
            "doctor",
            "Says what is there for a server, what is missing and how to get it.",
            false,
            words -> new Diagnose(environment, terminal).run(words));
    var bench =
        new Subcommand(
            "bench",
            "Measures this machine: reads, turns, streams, starts, growth, a soak, browsers and more.",
            false,
            words -> bench(environment, terminal, words));
    var source = SettingSource.of(environment, Path.of("parley.yaml"));
    var stock =
        new Cli.Stock(
            new OpenBlobPlaces(source, ReadSettings.dataDirectory(source)),
            new KeepArchives(source));
    return new Cli(
            context(environment, source, terminal),
            List.of(serve, doctor, bench, settings(terminal), rehearse),
            stock)
        .run(arguments);
  }

  private static Subcommand settings(Terminal terminal) {
    return new Subcommand(
        "settings",
        "Lists every setting, what it is unless set, and what it means.",
        false,
        _ -> new DescribeSettings().run(terminal.out()));
  }

  private static int bench(Map<String, String> environment, Terminal terminal, List<String> words) {
    String main = Main.class.getName();
    var browsers = new MeasureBrowsers(environment, terminal);
    var rest = words.subList(Math.min(1, words.size()), words.size());
    return switch (words.isEmpty() ? "" : words.getFirst()) {
      case "browser" -> browsers.run(rest);
      case "webagent" -> browsers.runAgent(main, rest);
      case "retrieval" -> new MeasureRetrieval(terminal).run(rest);
      default -> Bench.run(main, words, terminal.out());
    };
  }

  private static int serve(Map<String, String> environment, Terminal terminal, List<String> words) {
    if (words.isEmpty()) {
      return new Serve(terminal.out(), terminal.err()).run(environment);
    }
    terminal
        .err()
        .println(
            "'./parley serve' stands alone; settings come from the environment and parley.yaml.");
    return words.contains("--help") || words.contains("-h") ? 0 : 2;
  }

  /** Reads no more of the settings than where they put things; their faults are serve's to tell. */
  private static Context context(
      Map<String, String> environment, SettingSource source, Terminal terminal) {
    return new Context(
        environment, ReadSettings.dataDirectory(source), ReadSettings.workspace(source), terminal);
  }
}
