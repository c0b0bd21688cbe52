package dev.parley.engine;

import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.engine.Journal.Closed;
import dev.parley.engine.Journal.Ending;
import dev.parley.problem.ProblemException;
import dev.parley.problem.TurnProblem;
import dev.parley.trace.Answer;
import dev.parley.trace.Effect;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ModelFailedOutcome;
import dev.parley.trace.Outcome.RetrievedOutcome;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Purpose;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import dev.parley.trace.Work;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.NoteWork;
import dev.parley.trace.Work.RetrieveWork;
import dev.parley.trace.Work.ToolWork;
import dev.parley.trace.Work.WaitWork;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one turn on its own thread: do the open steps, record what came of them together with what
 * comes next, until it ends, waits, or is no longer ours.
 */
final class RunTurn {
  private static final Logger LOG = LoggerFactory.getLogger(RunTurn.class);

  /** The claim no longer holds: stop quietly. */
  private static final class Fenced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Fenced() {
      super("fenced", null, false, false);
    }
  }

  /** Nobody knows whether a write was committed: the turn must be read again. */
  private static final class Uncommitted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Uncommitted(RuntimeException cause) {
      super(cause);
    }
  }

  /** What a run needs of its engine. */
  record Engine(
      Journal journal,
      Plans plans,
      AskModel model,
      EngineSettings settings,
      EngineObserver observer) {}

  private final Engine engine;
  private final Running running;
  private final boolean resumed;
  private final ReentrantLock writing = new ReentrantLock();
  private final long began = System.nanoTime();
  private Turn turn;
  private List<Closed> unsaved = List.of();

  RunTurn(Engine engine, Running running, Turn turn, boolean resumed) {
    this.engine = engine;
    this.running = running;
    this.turn = turn;
    this.resumed = resumed;
  }

  /** Returns when the turn has ended, waits, or has to be given up; true if it must be released. */
  boolean carryOn() {
    try {
      perform();
      return false;
    } catch (Fenced | Cancelled stopped) {
      return false;
    } catch (Uncommitted unclear) {
      LOG.warn(
          "turn {} is given up to be read again: {}", id(), String.valueOf(unclear.getCause()));
      return true;
    }
  }

  private void perform() {
    try {
      var plan = engine.plans.planFor(turn);
      if (resumed) {
        takeUp(plan);
      }
      while (!running.isOver() && !turn.open().isEmpty()) {
        doOpenSteps(plan);
      }
    } catch (ProblemException refused) {
      fail(turnProblem(refused));
    } catch (Fenced | Uncommitted | Cancelled known) {
      throw known;
    } catch (RuntimeException | Error unexpected) {
      var instance = UUID.randomUUID();
      LOG.atError()
          .addKeyValue("errorInstanceId", instance)
          .setCause(unexpected)
          .log("turn {} failed unexpectedly, errorInstanceId={}", id(), instance);
      fail(
          new TurnProblem.ExecutionFailed("The turn failed unexpectedly.", "instance " + instance));
    }
  }

  private static TurnProblem turnProblem(ProblemException refused) {
    return refused.problem() instanceof TurnProblem problem
        ? problem
        : new TurnProblem.ExecutionFailed(refused.problem().message(), "");
  }

  /** Settles what a dead or drained node left open: what must not be repeated becomes unknown. */
  private void takeUp(Plan plan) {
    for (var step : turn.open()) {
      if (step.work() instanceof ToolWork tool && tool.effect() == Effect.ONCE) {
        advance(plan, step, new UnknownOutcome("the server stopped while the call was under way"));
      } else if (step.work() instanceof WaitWork wait) {
        advance(plan, step, new Outcome.WaitOutcome(wait.otherwise()));
      } else if (step.work() instanceof ModelWork && plan.listens()) {
        // What was said meanwhile, and the place it is at, come first.
        advance(plan, step, new StoppedOutcome());
      } else if (step.work() instanceof ModelWork) {
        engine.model.restarted(running, step.no());
      }
    }
    if (!running.isOver() && turn.open().isEmpty()) {
      decide(plan, turn, List.of());
    }
  }

  private void doOpenSteps(Plan plan) {
    var open = turn.open();
    if (open.size() == 1) {
      doStep(plan, open.getFirst());
      return;
    }
    AllAtOnce.run(open.stream().<Runnable>map(step -> () -> doStep(plan, step)).toList());
  }

  private void doStep(Plan plan, Step step) {
    running.place().below().run(() -> perform(plan, step));
  }

  private void perform(Plan plan, Step step) {
    switch (step.work()) {
      case ModelWork _ -> askModel(plan, step);
      case ToolWork tool -> advance(plan, step, runTool(plan, step, tool));
      case RetrieveWork _ -> {
        var cancel = running.cancelFor(Effect.SAFE);
        var found = observing().contexts(() -> plan.contexts().find(turn.input(), cancel));
        advance(plan, step, Storable.outcome(new RetrievedOutcome(found)));
      }
      case WaitWork _, NoteWork _ ->
          throw new IllegalStateException("a wait is entered and a note heard, not done");
    }
  }

  private void askModel(Plan plan, Step step) {
    long asked = System.nanoTime();
    try (var breakable = running.forModel()) {
      breakable.token().check();
      var left = plan.patience().left(began, asked);
      switch (engine.model.ask(running, plan, turn, left, breakable.token())) {
        case AskModel.Result.Replied(var outcome) -> advance(plan, step, outcome);
        case AskModel.Result.TimedOut _ ->
            giveUp(
                plan,
                step,
                "no answer in time",
                new TurnProblem.DeadlineExceeded(plan.patience().toString()));
        case AskModel.Result.Faulted(var fault, var textTaken) when textTaken ->
            giveUp(
                plan,
                step,
                fault.details(),
                new TurnProblem.ExecutionFailed("The model's answer broke off.", fault.details()));
        case AskModel.Result.Faulted(var fault, _) -> {
          var now = plan.patience().left(began, asked);
          switch (Retry.after(fault, turn.modelFailures() + 1, now, engine.settings)) {
            case Retry.Again(var pause) -> {
              askAgain(step, fault.details());
              breakable.token().pause(pause);
            }
            case Retry.GiveUp(var problem) -> giveUp(plan, step, fault.details(), problem);
          }
        }
      }
    } catch (Cancelled stopped) {
      goOnUnlessOver(plan, stopped);
    }
  }

  /** What an interruption stopped is no end of the turn: it decides anew. */
  private void goOnUnlessOver(Plan plan, Cancelled stopped) {
    if (running.isOver() || !running.isInterrupted()) {
      throw stopped;
    }
    advance(plan, turn.open().getFirst(), new StoppedOutcome());
  }

  /** Closes a failed attempt and opens the next one in the same round. */
  private void askAgain(Step step, String reason) {
    var failed = Storable.outcome(new ModelFailedOutcome(reason));
    var again = Step.open(turn.steps().size() + 1, step.round(), step.work());
    write(() ->
        engine.journal.record(
            running.claim(), List.of(new Closed(step.no(), failed)), List.of(again)));
    turn = turn.closed(step.no(), failed).opened(List.of(again));
  }

  private Observing observing() {
    return new Observing(engine.observer, turn.ids());
  }

  private Outcome runTool(Plan plan, Step step, ToolWork tool) {
    return Storable.outcome(observing().tool(plan.tools(), tool, () -> callTool(plan, step, tool)));
  }

  private Outcome callTool(Plan plan, Step step, ToolWork tool) {
    try (var breakable = running.forTool(tool.effect())) {
      breakable.token().check();
      return plan.tools().run(tool, id() + "-" + step.no(), turn, breakable.token());
    } catch (Cancelled stopped) {
      if (tool.effect() == Effect.ONCE) {
        return new UnknownOutcome("the call was broken off");
      }
      if (running.isOver() || !running.isInterrupted()) {
        throw stopped;
      }
      return new StoppedOutcome();
    }
  }

  /** Takes in an outcome, and decides on what follows once no step is open. */
  private void advance(Plan plan, Step step, Outcome outcome) {
    writing.lock();
    try {
      if (running.isOver()) {
        afterStop(step, outcome);
        return;
      }
      var next = turn.closed(step.no(), outcome);
      var closed = List.of(new Closed(step.no(), outcome));
      if (!next.open().isEmpty()) {
        write(() -> engine.journal.record(running.claim(), closed, List.of()));
        turn = next;
        return;
      }
      unsaved = closed;
      decide(plan, next, closed);
    } finally {
      writing.unlock();
    }
  }

  /** A tool that was let finish after a stop: what it did is worth knowing, nothing follows. */
  private void afterStop(Step step, Outcome outcome) {
    if (running.fate() instanceof TurnEnd.Lost) {
      write(() ->
          engine.journal.record(
              running.claim(), List.of(new Closed(step.no(), outcome)), List.of()));
      turn = turn.closed(step.no(), outcome);
    } else if (!(outcome instanceof UnknownOutcome)) {
      engine.journal.amend(running.claim(), step.no(), outcome);
    }
  }

  private void decide(Plan plan, Turn now, List<Closed> closed) {
    if (plan.listens()) {
      settle(plan, now, closed);
      return;
    }
    switch (plan.behaviour().next(now)) {
      case Action.Do(var works) -> open(now, closed, works);
      case Action.Finish(var answer) -> finish(plan, closed, answer);
      case Action.Fail(var problem) -> finish(closed, problem);
    }
  }

  private void open(Turn now, List<Closed> closed, List<Work> works) {
    var steps = Settling.stepsAfter(now, works);
    write(() -> engine.journal.record(running.claim(), closed, steps));
    opened(now, steps);
  }

  private void opened(Turn now, List<Step> steps) {
    turn = now.opened(steps);
    if (steps.getFirst().work() instanceof WaitWork wait) {
      running.rest(wait.holds());
      running.end(new TurnEnd.Lost());
    }
  }

  /** Decides under the lock of the turn's row, on what was said to the turn too. */
  private void settle(Plan plan, Turn now, List<Closed> closed) {
    running.settle();
    var taken = new Settling(plan.behaviour(), now);
    write(() -> engine.journal.settle(running.claim(), closed, taken::decide));
    switch (taken.action()) {
      case Action.Do _ -> opened(taken.told(), taken.opened());
      case Action.Finish(var answer) -> end(plan, answer);
      case Action.Fail(var problem) -> running.end(new TurnEnd.Failed(problem));
    }
  }

  /** What a model is asked for on the side may fail alone; without its next words a turn ends. */
  private void giveUp(Plan plan, Step step, String reason, TurnProblem problem) {
    var outcome = Storable.outcome(new ModelFailedOutcome(reason));
    if (step.work() instanceof ModelWork model && model.asks() != Purpose.NEXT) {
      advance(plan, step, outcome);
    } else {
      finish(List.of(new Closed(step.no(), outcome)), Storable.problem(problem));
    }
  }

  private void fail(TurnProblem problem) {
    var closed = new ArrayList<>(unsaved);
    turn.open().stream()
        .filter(step -> unsaved.stream().noneMatch(done -> done.no() == step.no()))
        .forEach(step -> closed.add(new Closed(step.no(), leftBy(step))));
    finish(closed, Storable.problem(problem));
  }

  private static Outcome leftBy(Step step) {
    return step.work() instanceof ToolWork tool && tool.effect() == Effect.ONCE
        ? new UnknownOutcome("the turn failed while the call was under way")
        : new StoppedOutcome();
  }

  private void finish(Plan plan, List<Closed> closed, Answer answer) {
    write(() -> engine.journal.finish(running.claim(), closed, new Ending(answer, null)));
    end(plan, answer);
  }

  private void end(Plan plan, Answer answer) {
    try {
      plan.answered().accept(answer);
    } finally {
      // It is stored: whatever else fails, those who wait get it.
      running.live().complete(answer.text());
      running.end(new TurnEnd.Answered(answer));
    }
  }

  private void finish(List<Closed> closed, TurnProblem problem) {
    write(() -> engine.journal.finish(running.claim(), closed, new Ending(null, problem)));
    running.end(new TurnEnd.Failed(problem));
  }

  /** One write of the journal; ends the run when the claim no longer holds. */
  private void write(BooleanSupplier journal) {
    boolean held;
    try {
      held = journal.getAsBoolean();
      unsaved = List.of();
    } catch (ProblemException unstorable) {
      unsaved = List.of();
      throw unstorable;
    } catch (RuntimeException unclear) {
      throw new Uncommitted(unclear);
    }
    if (!held) {
      throw new Fenced();
    }
  }

  private String id() {
    return running.claim().turn().toString();
  }
}
