package dev.parley.engine;

import dev.parley.model.ModelFault;
import dev.parley.problem.TurnProblem;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what follows a model's fault. */
sealed interface Retry {
  /** Ask again after a pause. */
  record Again(Duration after) implements Retry {}

  /** The turn fails. */
  record GiveUp(TurnProblem problem) implements Retry {}

  /**
   * Decides.
   *
   * @param failures how often the model has now failed in a row
   * @param left what is left of the turn's time
   */
  static Retry after(ModelFault fault, int failures, Duration left, EngineSettings settings) {
    if (!fault.retriable() || failures >= settings.attempts()) {
      return new GiveUp(finalProblem(fault, failures));
    }
    var asked = retryAfter(fault);
    var pause = Objects.requireNonNullElseGet(asked, () -> backoff(failures, settings));
    return pause.compareTo(left) < 0
        ? new Again(pause)
        : new GiveUp(new TurnProblem.DeadlineExceeded(fault.details()));
  }

  private static Duration backoff(int failures, EngineSettings settings) {
    return settings.backoff().multipliedBy(1L << Math.min(failures - 1, 6));
  }

  private static @Nullable Duration retryAfter(ModelFault fault) {
    return switch (fault) {
      case ModelFault.RateLimited(_, var after) -> after;
      case ModelFault.Overloaded(_, var after) -> after;
      case ModelFault.Cut _,
          ModelFault.ContextTooLarge _,
          ModelFault.Refused _,
          ModelFault.Malformed _ ->
          null;
    };
  }

  private static TurnProblem finalProblem(ModelFault fault, int failures) {
    return switch (fault) {
      case ModelFault.RateLimited(var details, _) -> new TurnProblem.ModelThrottled(details);
      case ModelFault.Overloaded(var details, _) -> exhausted(details, failures);
      case ModelFault.Cut(var details) -> exhausted(details, failures);
      case ModelFault.ContextTooLarge(var details) -> new TurnProblem.ContextTooLarge(details);
      case ModelFault.Refused(var details) ->
          new TurnProblem.ExecutionFailed("The model's provider refused the request.", details);
      case ModelFault.Malformed(var details) ->
          new TurnProblem.ExecutionFailed("The model's answer could not be read.", details);
    };
  }

  private static TurnProblem exhausted(String details, int failures) {
    return new TurnProblem.AttemptsExhausted(details + " (" + failures + " attempts)");
  }
}
