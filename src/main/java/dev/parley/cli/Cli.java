package dev.parley.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Reads the words after {@code ./parley} and does what they say. */
public final class Cli {
  private static final int FAILED = 1;

  private final Context context;
  private final List<Subcommand> others;
  private final Stock stock;

  /** What commands do to what a server has, without it. */
  public record Stock(BlobPlaces places, Archives archives) {}

  /**
   * @param others done in this process, listed before the rest
   */
  public Cli(Context context, List<Subcommand> others, Stock stock) {
    this.context = context;
    this.others = List.copyOf(others);
    this.stock = stock;
  }

  /** The exit code. */
  public int run(String... words) {
    var other = other(words);
    if (other.isPresent()) {
      return run(other.get(), Arrays.asList(words).subList(1, words.length));
    }
    var root = root();
    root.setOut(writer(context.terminal().out()));
    root.setErr(writer(context.terminal().err()));
    root.setExecutionExceptionHandler((thrown, _, _) -> failed(thrown));
    root.setExecutionStrategy(Cli::execute);
    root.setUsageHelpAutoWidth(true);
    return root.execute(words);
  }

  private CommandLine root() {
    var root = new CommandLine(new Commands(context));
    var here = new TreeMap<>(root.getSubcommands());
    // What is not done here comes first in the list of commands.
    here.keySet().forEach(root.getCommandSpec()::removeSubcommand);
    others.forEach(command -> root.addSubcommand(command.name(), named(command)));
    here.forEach(root::addSubcommand);
    root.addSubcommand(new RunCommand(context));
    root.addSubcommand(new KeyCommands(context));
    root.addSubcommand(new UserCommands(context));
    root.addSubcommand(new ClientCommands(context));
    root.addSubcommand(new BlobCommands(context, stock.places()));
    root.addSubcommand(new ExportCommand(context, stock.archives()));
    root.addSubcommand(new ImportCommand(context, stock.archives()));
    root.addSubcommand(new CommandLine.HelpCommand());
    versioned(root);
    return root;
  }

  private static void versioned(CommandLine line) {
    line.getSubcommands().values().forEach(Cli::versioned);
    line.getCommandSpec().versionProvider(new Version());
  }

  /** Words after its name are its own to read. */
  private Optional<Subcommand> other(String... words) {
    return others.stream()
        .filter(command -> words.length > 0 && command.name().equals(words[0]))
        .findFirst();
  }

  private int run(Subcommand command, List<String> arguments) {
    try {
      return command.work().run(arguments);
    } catch (Exception thrown) {
      return failed(thrown);
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static CommandSpec named(Subcommand command) {
    var spec = CommandSpec.create().name(command.name());
    spec.usageMessage().description(command.summary()).hidden(command.hidden());
    return spec;
  }

  /** A word that needs another one after it shows which there are. */
  private static int execute(ParseResult parsed) {
    var helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    var last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    var line = last.commandSpec().commandLine();
    if (!line.getSubcommands().isEmpty()) {
      line.usage(line.getOut());
      return 0;
    }
    return new RunLast().execute(parsed);
  }

  private int failed(Exception thrown) {
    context.remark(
        switch (thrown) {
          case RemoteFailure known -> String.valueOf(known.getMessage());
          case WorkspaceFiles.Unreadable known -> String.valueOf(known.getMessage());
          case ServerAddress.Unknown known -> String.valueOf(known.getMessage());
          case BlobPlaces.Unusable known -> String.valueOf(known.getMessage());
          case Archives.Refused known -> String.valueOf(known.getMessage());
          case Exception unforeseen -> "This failed unexpectedly: " + unforeseen;
        });
    return FAILED;
  }
}
