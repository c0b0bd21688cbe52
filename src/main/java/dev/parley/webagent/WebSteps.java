package dev.parley.webagent;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
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
    var telling = new Telling();
    if (turn != null) {
      turn.steps().forEach(telling::take);
    }
    return new WebSteps(status, telling.steps());
  }

  /** A page as it was last looked at. */
  private record Page(@Nullable String title, @Nullable String url) {
    static final Page UNSEEN = new Page(null, null);

    static Page of(JsonObject look) {
      return new Page(look.text("title").orElse(null), look.text("url").orElse(null));
    }
  }

  /** An action, or a question, with what is known of the page it left. */
  private record Taken(int round, Deed deed, @Nullable Page page) {
    Taken on(Page seen) {
      return new Taken(round, deed, seen);
    }

    Taken with(Reading reading) {
      return new Taken(round, new Deed(deed.call(), deed.outcome(), reading), page);
    }

    WebStep step(int no, boolean last) {
      boolean reads = deed.page().isPresent() && deed.reading() instanceof Reading.Open && last;
      var known = page == null ? Page.UNSEEN : page;
      return new WebStep(
          no,
          round,
          deed.call().tool(),
          deed.call().input(),
          known.title(),
          known.url(),
          shortened(deed.reading() instanceof Reading.Found(var found) ? found : deed.text()),
          reads ? Came.OPEN : came());
    }

    /** An answered question is done; one left without an answer was broken off by a pause. */
    private Came came() {
      return deed.outcome() instanceof WaitOutcome(var answer) && answer != null
          ? Came.DONE
          : deed.came();
    }
  }

  /** Goes through a journal in its order. */
  private static final class Telling {
    private final List<Taken> taken = new ArrayList<>();
    private List<ToolCall> asked = List.of();
    private int round;
    private Page page = Page.UNSEEN;

    void take(Step step) {
      switch (step.work()) {
        case ModelWork model -> hear(model, step.outcome());
        case ToolWork tool -> {
          if (asked.stream().anyMatch(call -> call.id().equals(tool.call().id()))) {
            act(tool.call(), step.outcome());
          } else if (step.outcome() instanceof ToolOutcome(JsonObject look)) {
            look(Page.of(look));
          }
        }
        case WaitWork _ -> {
          if (Asked.isQuestion(step)) {
            asked.stream()
                .filter(call -> call.tool().equals(Asked.NAME))
                .findFirst()
                .ifPresent(call -> act(call, step.outcome()));
          }
        }
        case Work.RetrieveWork _, Work.NoteWork _ -> {}
      }
    }

    private void hear(ModelWork model, @Nullable Outcome outcome) {
      if (model.asks() == Purpose.NEXT && outcome instanceof ModelOutcome said) {
        asked = said.calls();
        round++;
      } else if (model.asks() == Purpose.EXTRACTION && !taken.isEmpty()) {
        taken.add(taken.removeLast().with(Reading.of(outcome)));
      }
    }

    private void act(ToolCall call, @Nullable Outcome outcome) {
      // What follows on an action without a look between them is done on the same page.
      look(page);
      var deed = new Deed(call, outcome, new Reading.Open());
      boolean stays = outcome != null && !deed.changedThePage();
      taken.add(new Taken(round, deed, stays ? page : null));
    }

    private void look(Page seen) {
      page = seen;
      if (!taken.isEmpty()
          && taken.getLast().page() == null
          && taken.getLast().deed().outcome() != null) {
        taken.add(taken.removeLast().on(seen));
      }
    }

    List<WebStep> steps() {
      var steps = new ArrayList<WebStep>(taken.size());
      for (var one : taken) {
        steps.add(one.step(steps.size() + 1, steps.size() == taken.size() - 1));
      }
      return steps;
    }
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST_RESULT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST_RESULT - 1)) ? 1 : 0;
    return text.substring(0, LONGEST_RESULT - end) + " …";
  }
}
