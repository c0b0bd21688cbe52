package dev.parley.trace;

import dev.parley.id.MessageId;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.problem.TurnProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One user input and everything done until its answer. */
public record Turn(
    Ids ids,
    TurnStatus status,
    TurnInput input,
    @Nullable Answer answer,
    @Nullable TurnProblem problem,
    List<Step> steps) {
  public Turn {
    steps = List.copyOf(steps);
  }

  /** The names of a turn. */
  public record Ids(TurnId turn, SessionId session, TraceId trace, @Nullable MessageId message) {}

  /** What was put into the prompt: given by the caller, else found; null if neither was tried. */
  public @Nullable List<Context> contexts() {
    if (input.contexts() != null) {
      return input.contexts().contexts();
    }
    for (var step : steps) {
      if (step.outcome() instanceof Outcome.RetrievedOutcome(var contexts)) {
        return contexts;
      }
    }
    return null;
  }
}
