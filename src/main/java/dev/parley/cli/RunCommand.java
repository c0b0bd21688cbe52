package dev.parley.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the web agent do a task. */
@Command(
    mixinStandardHelpOptions = true,
    name = "run",
    description = {
      "Has the web agent do a task in a browser, and shows its steps.",
      "Ctrl-C stops it; files it makes are downloaded. Ends with 0 if the task is done, with 2 if"
          + " the agent ended without that, with 1 if it failed or was stopped."
    })
final class RunCommand implements Callable<Integer> {
  private final Context context;
  private final Pace pace;
  private final IntConsumer leave;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "TASK", arity = "0..1", description = "What is to be done, in words.")
  private String task = "";

  @Option(
      names = "--replay",
      paramLabel = "ID",
      description = {
        "Does again what the session with this id did, with the same task and values: without a"
            + " model, which is asked only where a page is no longer as it was."
      })
  private @Nullable String replay;

  @Option(names = "--max-steps", paramLabel = "N", description = "Most rounds of the agent.")
  private @Nullable Integer maxSteps;

  @Option(names = "--details", paramLabel = "TEXT", description = "What the agent should know.")
  private String details = "";

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "A value the agent may type but not read; '-' asks for it.")
  private List<String> variables = new ArrayList<>();

  @Option(names = "--file", paramLabel = "PATH", description = "Given to the agent.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--start-url", paramLabel = "URL", description = "Where the browser begins.")
  private @Nullable String startUrl;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where files go; the current folder unless given. Nothing is overwritten.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "One JSON object a line, for programs.")
  private boolean json;

  @Option(names = "--detach", description = "Leaves once the session has begun.")
  private boolean detach;

  @Option(names = "--live", description = "Shows a link to watch the browser, and to take it over.")
  private boolean live;

  RunCommand(Context context) {
    this(context, new Pace(Duration.ofMinutes(1)), Runtime.getRuntime()::exit);
  }

  RunCommand(Context context, Pace pace, IntConsumer leave) {
    this.context = context;
    this.pace = pace;
    this.leave = leave;
  }

  @Override
  public Integer call() {
    if (replay == null && task.isBlank()) {
      throw wrong("A task in words is needed.");
    }
    if (replay != null && hasOrder()) {
      throw wrong(
          "--replay takes everything from the session: leave out the task and its options.");
    }
    if (maxSteps != null && maxSteps < 1) {
      throw wrong("--max-steps must be at least 1.");
    }
    var order = new RunOrder(task, maxSteps, startUrl, details, values(), files, replay);
    var terminal = context.terminal();
    var view = json ? new RunLines(terminal.out()) : new RunText(terminal, detach);
    var folder = detach ? null : OutFolder.at(out);
    return context.remotely(remote ->
        new FollowRun(
                new FollowRun.Parts(
                    terminal, remote, view, pace, InstantSource.system(), live, leave))
            .run(order, folder));
  }

  private boolean hasOrder() {
    return !task.isBlank()
        || maxSteps != null
        || startUrl != null
        || !details.isEmpty()
        || !variables.isEmpty()
        || !files.isEmpty();
  }

  private SequencedMap<String, String> values() {
    var values = new LinkedHashMap<String, String>();
    for (var given : variables) {
      int equals = given.indexOf('=');
      if (equals < 1) {
        // What was written may be a secret.
        throw wrong("--var takes NAME=VALUE, or NAME=- to be asked for the value.");
      }
      var name = given.substring(0, equals);
      var value = given.substring(equals + 1);
      values.put(name, value.equals("-") ? asked(name) : value);
    }
    return values;
  }

  private String asked(String name) {
    try {
      var value = context.terminal().hidden(Terminal.line(name, 100) + ": ");
      if (value == null) {
        throw wrong("There is no line to take the value of " + name + " from.");
      }
      return value;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private ParameterException wrong(String message) {
    if (spec == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
