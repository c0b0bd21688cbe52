package dev.parley.door.console;

import dev.parley.json.JsonValue.JsonObject;
import dev.parley.webagent.WebStep;
import dev.parley.webagent.WebSteps;
import dev.parley.webagent.live.LiveState.Controller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run of the web agent and what it has done, from the first step that was asked for.
 *
 * @param control who has its browser by hand, as far as this node knows; null for nobody
 */
record Run(RunStatus status, List<Step> steps, @Nullable Control control) {
  Run {
    steps = List.copyOf(steps);
  }

  static Run of(WebSteps run, int after, @Nullable Controller controller) {
    return new Run(
        RunStatus.of(run.status()),
        run.all().stream().skip(after).map(Step::of).toList(),
        controller == null ? null : new Control(controller.by(), controller.since()));
  }

  /** Somebody who has taken the browser over. */
  record Control(String by, Instant since) {}

  /** One action; title and URL are those of the page it left, once they are known. */
  record Step(
      int no,
      int round,
      String action,
      JsonObject input,
      @Nullable String title,
      @Nullable String url,
      String result,
      RunOutcome outcome) {

    static Step of(WebStep step) {
      return new Step(
          step.no(),
          step.round(),
          step.action(),
          step.input(),
          step.title(),
          step.url(),
          step.result(),
          RunOutcome.of(step.outcome()));
    }
  }
}
