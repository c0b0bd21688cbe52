package dev.parley.cli;

import dev.parley.cli.RunEvent.Answered;
import dev.parley.cli.RunEvent.Asked;
import dev.parley.cli.RunEvent.Controlled;
import dev.parley.cli.RunEvent.Ended;
import dev.parley.cli.RunEvent.Linked;
import dev.parley.cli.RunEvent.Paused;
import dev.parley.cli.RunEvent.Prompted;
import dev.parley.cli.RunEvent.Saved;
import dev.parley.cli.RunEvent.Started;
import dev.parley.cli.RunEvent.Stepped;
import dev.parley.cli.RunEvent.Stopping;
import dev.parley.cli.RunEvent.Told;
import dev.parley.cli.RunEvent.Trouble;
import dev.parley.cli.RunEvent.Unsaved;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;

/** Tells a run to people, a line or two for each thing that happens. */
final class RunText implements RunView {
  private static final int LONGEST_INPUT = 70;
  private static final int LONGEST_TITLE = 50;
  private static final int LONGEST_RESULT = 100;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_URL = 2000;
  private static final String INDENT = "     ";
  private static final Duration BRIEF = Duration.ofMillis(100);

  private final Terminal terminal;
  private final boolean detached;

  /**
   * @param detached whether nobody goes on to follow the run
   */
  RunText(Terminal terminal, boolean detached) {
    this.terminal = terminal;
    this.detached = detached;
  }

  @Override
  public void show(RunEvent event) {
    switch (event) {
      case Started started -> say(begin(started));
      case Stepped(var step, var took) -> say(step(step, took));
      case Asked(var question) -> say(question(question));
      case Prompted(var title) -> prompt(title);
      case Answered(var here) -> say(INDENT + (here ? "Answered." : "It was answered elsewhere."));
      case Told _ -> say(terminal.faint(INDENT + "The agent reads this before its next step."));
      case Linked(var url) ->
          say("Watch it, or take it over, within five minutes: " + Terminal.line(url, LONGEST_URL));
      case Controlled(var by) ->
          say(
              INDENT
                  + (by.isEmpty()
                      ? "The browser was given back."
                      : line(by) + " has taken the browser over."));
      case Paused(var paused) ->
          say(terminal.faint(INDENT + (paused ? "Paused by somebody." : "It goes on.")));
      // After what the terminal makes of Ctrl-C, and a prompt that may stand there.
      case Stopping _ ->
          note(
              (terminal.interactive() ? "\n" : "")
                  + "Stopping the session; Ctrl-C again leaves at once.");
      case Saved(_, var path, var bytes) ->
          say("Saved " + line(path.toString()) + terminal.faint(" (" + size(bytes) + ")"));
      case Unsaved(var name, var why) ->
          note(terminal.alarming("Not saved: " + line(name) + ", " + line(why) + "."));
      case Trouble(var message) -> note(line(message));
      case Ended ended -> say(end(ended));
    }
  }

  private void say(String text) {
    terminal.out().println(text);
  }

  /** What is not the answer itself. */
  private void note(String text) {
    terminal.err().println(text);
  }

  private static String line(String text) {
    return Terminal.line(text, LONGEST_NAME);
  }

  private String begin(Started started) {
    var first = started.session() + "  " + line(started.name());
    if (detached || !terminal.interactive()) {
      return first;
    }
    return first + "\n" + terminal.faint("Ctrl-C stops it; what you type is told to the agent.");
  }

  private String step(RunStep step, Duration took) {
    var first = new ArrayList<String>();
    var action = terminal.strong(Terminal.line(step.action(), LONGEST_TITLE));
    var input = Terminal.line(step.input(), LONGEST_INPUT);
    first.add(input.isEmpty() ? action : action + " " + input);
    if (!step.page().isEmpty()) {
      first.add(terminal.faint(Terminal.line(step.page(), LONGEST_TITLE)));
    }
    if (took.compareTo(BRIEF) >= 0) {
      first.add(terminal.faint(time(took)));
    }
    var text = "%3s  ".formatted(step.number()) + String.join("  ", first);
    var result = result(step);
    return result.isEmpty() ? text : text + "\n" + INDENT + result;
  }

  private String result(RunStep step) {
    var said = Terminal.line(step.result(), LONGEST_RESULT);
    if (step.isDone()) {
      return said.isEmpty() ? "" : terminal.faint(said);
    }
    var outcome =
        switch (step.outcome()) {
          case "NO_EFFECT" -> "no effect";
          case "OPEN" -> "not finished";
          default -> line(step.outcome().toLowerCase(Locale.ROOT));
        };
    return terminal.alarming(outcome) + (said.isEmpty() ? "" : terminal.faint(": " + said));
  }

  private String question(RunState.Question question) {
    var text = new StringBuilder(terminal.strong("The agent asks:"));
    for (var input : question.inputs()) {
      text.append('\n').append(INDENT).append(line(input.title()));
      if (!input.description().isBlank()) {
        text.append(terminal.faint("  " + Terminal.line(input.description(), 2 * LONGEST_NAME)));
      }
    }
    return text.toString();
  }

  private void prompt(String title) {
    if (terminal.interactive()) {
      terminal.out().print(line(title) + ": ");
      terminal.out().flush();
    }
  }

  private String end(Ended ended) {
    var state = ended.state();
    var verdict =
        switch (state.status()) {
          case "completed" ->
              state.success() ? terminal.strong("Completed") : terminal.alarming("Not completed");
          case "stopped" -> terminal.alarming("Stopped");
          default -> terminal.alarming("Failed");
        };
    var steps = ended.steps() == 1 ? "1 step" : ended.steps() + " steps";
    var account = ", " + steps + ", " + time(ended.took()) + cost(state.cost());
    var result =
        state.status().equals("stopped") || state.result().isBlank()
            ? ""
            : "\n" + Terminal.shown(state.result().strip()) + "\n\n";
    return result + verdict + terminal.faint(account);
  }

  private static String cost(String dollars) {
    var cost = new BigDecimal(dollars);
    return cost.signum() == 0 ? "" : ", $" + cost.stripTrailingZeros().toPlainString();
  }

  private static String time(Duration took) {
    return took.toMinutes() > 0
        ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
        : String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }

  private static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
