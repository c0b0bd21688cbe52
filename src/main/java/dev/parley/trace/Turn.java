package dev.parley.trace;

import dev.parley.id.MessageId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.problem.TurnProblem;
import dev.parley.session.SessionKey;
import dev.parley.trace.Outcome.ModelFailedOutcome;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.RetrievedOutcome;
import dev.parley.trace.Work.ModelWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One user input and everything done until its answer.
 *
 * @param before what its session had seen when it began
 */
public record Turn(
    Ids ids,
    TurnStatus status,
    TurnInput input,
    Before before,
    @Nullable Answer answer,
    @Nullable TurnProblem problem,
    List<Step> steps) {
  public Turn {
    steps = List.copyOf(steps);
  }

  /** How many turns, and how many model calls of theirs, a session had seen. */
  public record Before(int turns, int modelCalls) {
    public static final Before NOTHING = new Before(0, 0);
  }

  /** The names of a turn. */
  public record Ids(TurnId turn, SessionKey session, TraceId trace, @Nullable MessageId message) {}

  /** What was put into the prompt: given by the caller, else found; null if neither was tried. */
  public @Nullable List<Context> contexts() {
    if (input.contexts() != null) {
      return input.contexts().contexts();
    }
    for (var step : steps) {
      if (step.outcome() instanceof RetrievedOutcome(var contexts)) {
        return contexts;
      }
    }
    return null;
  }

  /** Steps without an outcome yet. */
  public List<Step> open() {
    return steps.stream().filter(Step::isOpen).toList();
  }

  public @Nullable Step last() {
    return steps.isEmpty() ? null : steps.getLast();
  }

  /** How many model calls this turn has journaled. */
  public int modelCalls() {
    return (int) steps.stream().filter(step -> step.work() instanceof ModelWork).count();
  }

  /** What the model said last, with the steps since. */
  public Optional<LastReply> lastReply() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i).outcome() instanceof ModelOutcome said) {
        return Optional.of(new LastReply(said, steps.subList(i + 1, steps.size())));
      }
    }
    return Optional.empty();
  }

  /** A reply of the model and the steps after it. */
  public record LastReply(ModelOutcome said, List<Step> since) {
    public LastReply {
      since = List.copyOf(since);
    }
  }

  /** How often the model has failed since anything else came of the turn. */
  public int modelFailures() {
    int failures = 0;
    for (var step : steps.reversed()) {
      if (step.outcome() instanceof ModelFailedOutcome) {
        failures++;
      } else if (!step.isOpen()) {
        break;
      }
    }
    return failures;
  }

  /** A copy in which one step has its outcome. */
  public Turn closed(int no, Outcome outcome) {
    return with(steps.stream().map(step -> step.no() == no ? step.with(outcome) : step).toList());
  }

  /** A copy with further open steps. */
  public Turn opened(List<Step> more) {
    var all = new ArrayList<>(steps);
    all.addAll(more);
    return with(all);
  }

  private Turn with(List<Step> changed) {
    return new Turn(ids, status, input, before, answer, problem, changed);
  }
}
