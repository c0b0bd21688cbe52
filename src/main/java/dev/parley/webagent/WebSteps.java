package dev.parley.webagent;

import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.Purpose;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Turn;
import dev.parley.trace.Work;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.ToolWork;
import dev.parley.trace.Work.WaitWork;
import dev.parley.webagent.WebStep.Came;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a session has come: its status and what the agent has done so far.
 *
 * <p>A longer journal gives the same steps and more at the end; only the last ones are filled in.
 * {@code done} is no step, since it does nothing; a question is one, without what was answered.
 */
public record WebSteps(WebSession.Status status, List<WebStep> all) {
  private static final int LONGEST_RESULT = 2000;

  public WebSteps {
    all = List.copyOf(all);
  }

  /**
   * Reads a turn's journal.
   *
   * @param turn null if the session could not be begun
   */
  static WebSteps of(WebSession.Status status, @Nullable Turn turn) {
    var reading = new Reading();
    if (turn != null) {
      turn.steps().forEach(reading::take);
    }
    return new WebSteps(status, reading.steps());
  }

  /** A page as it was last looked at. */
  private record Page(@Nullable String title, @Nullable String url) {
    static final Page UNSEEN = new Page(null, null);

    static Page of(JsonObject look) {
      return new Page(look.text("title").orElse(null), look.text("url").orElse(null));
    }
  }

  /** An action with what is known of the page it left. */
  private record Done(int round, ToolCall call, @Nullable Outcome outcome, @Nullable Page page) {
    Done on(Page seen) {
      return new Done(round, call, outcome, seen);
    }

    WebStep step(int no, @Nullable String extracted, boolean last) {
      var told = told(outcome);
      boolean reads = told.text("page").isPresent() && extracted == null && last;
      var known = page == null ? Page.UNSEEN : page;
      return new WebStep(
          no,
          round,
          call.tool(),
          call.input(),
          known.title(),
          known.url(),
          shortened(extracted == null ? text(outcome) : extracted),
          reads ? Came.OPEN : came(outcome));
    }
  }

  /** Goes through a journal in its order. */
  private static final class Reading {
    private final List<Done> done = new ArrayList<>();
    private final List<@Nullable String> extracted = new ArrayList<>();
    private List<ToolCall> asked = List.of();
    private int round;
    private Page page = Page.UNSEEN;

    void take(Step step) {
      switch (step.work()) {
        case ModelWork model -> hear(model, step.outcome());
        case ToolWork tool -> {
          if (asked(tool.call().id()).isPresent()) {
            act(tool.call(), step.outcome());
          } else if (step.outcome() instanceof ToolOutcome(JsonObject look)) {
            look(Page.of(look));
          }
        }
        case WaitWork wait ->
            // A pause waits too, but no call asked for it.
            asked(wait.key())
                .or(this::closing)
                .filter(_ -> wait.deadline() == null && !wait.key().equals(PAUSE))
                .ifPresent(call -> act(call, step.outcome()));
        case Work.RetrieveWork _, Work.NoteWork _ -> {}
      }
    }

    private static final String PAUSE = "pause";

    private void hear(ModelWork model, @Nullable Outcome outcome) {
      if (!(outcome instanceof ModelOutcome said)) {
        return;
      }
      if (model.asks() == Purpose.NEXT) {
        asked = said.calls();
        round++;
      } else if (model.asks() == Purpose.EXTRACTION && !done.isEmpty()) {
        extracted.set(done.size() - 1, said.text());
      }
    }

    private Optional<ToolCall> asked(String id) {
      return asked.stream().filter(call -> call.id().equals(id)).findFirst();
    }

    /** A question whose key is not its call's id, since that had been used before. */
    private Optional<ToolCall> closing() {
      return asked.stream().filter(call -> call.tool().equals("human_input")).findFirst();
    }

    private void act(ToolCall call, @Nullable Outcome outcome) {
      settle();
      boolean same = outcome != null && !changed(outcome);
      done.add(new Done(round, call, outcome, same ? page : null));
      extracted.add(null);
    }

    /** What follows on an action without a look between them is done on the same page. */
    private void settle() {
      look(page);
    }

    private void look(Page seen) {
      page = seen;
      if (!done.isEmpty() && done.getLast().page() == null && done.getLast().outcome() != null) {
        done.set(done.size() - 1, done.getLast().on(seen));
      }
    }

    List<WebStep> steps() {
      var steps = new ArrayList<WebStep>(done.size());
      for (int i = 0; i < done.size(); i++) {
        steps.add(done.get(i).step(i + 1, extracted.get(i), i == done.size() - 1));
      }
      return steps;
    }
  }

  private static boolean changed(Outcome outcome) {
    return told(outcome).get("changed").orElse(null) instanceof JsonBool(var changed) && changed;
  }

  private static JsonObject told(@Nullable Outcome outcome) {
    return outcome instanceof ToolOutcome(JsonObject told) ? told : JsonObject.EMPTY;
  }

  private static Came came(@Nullable Outcome outcome) {
    return switch (outcome) {
      case null -> Came.OPEN;
      case ToolOutcome _ ->
          switch (told(outcome).text("effect").orElse("done")) {
            case "none" -> Came.NO_EFFECT;
            case "refused" -> Came.REFUSED;
            default -> Came.DONE;
          };
      case ToolFailedOutcome _ -> Came.FAILED;
      case UnknownOutcome _ -> Came.UNKNOWN;
      // A wait that ended without an answer was broken off by a pause.
      case WaitOutcome(var answer) -> answer == null ? Came.STOPPED : Came.DONE;
      case Outcome.StoppedOutcome _,
          Outcome.ModelOutcome _,
          Outcome.ModelFailedOutcome _,
          Outcome.RetrievedOutcome _,
          Outcome.HeardOutcome _ ->
          Came.STOPPED;
    };
  }

  private static String text(@Nullable Outcome outcome) {
    return switch (outcome) {
      case ToolOutcome _ -> told(outcome).text("text").orElse("");
      case ToolFailedOutcome(var correction) -> correction;
      case UnknownOutcome(var why) -> why;
      case null -> "";
      // An answer is sealed, and nobody's to read here.
      case WaitOutcome _,
          Outcome.StoppedOutcome _,
          Outcome.ModelOutcome _,
          Outcome.ModelFailedOutcome _,
          Outcome.RetrievedOutcome _,
          Outcome.HeardOutcome _ ->
          "";
    };
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST_RESULT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST_RESULT - 1)) ? 1 : 0;
    return text.substring(0, LONGEST_RESULT - end) + " …";
  }
}
