package dev.parley.webagent;

import dev.parley.trace.Note;
import dev.parley.trace.Outcome.ModelFailedOutcome;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Purpose;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.NoteWork;
import dev.parley.trace.Work.ToolWork;
import dev.parley.trace.Work.WaitWork;
import dev.parley.webagent.WebStep.Came;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One reply of the model with what came of it.
 *
 * @param no counted from 1
 * @param last whether the agent may take no further one, and so can only end its task
 * @param after the steps from the reply to the next one
 */
record Round(int no, boolean last, ModelOutcome said, List<Step> after) {
  static final int MOST_ACTIONS = 10;

  Round {
    after = List.copyOf(after);
  }

  /** Whether a call ends the run of a reply's actions, by ending the task or by asking a person. */
  static boolean closes(ToolCall call) {
    return call.tool().equals(Done.NAME) || call.tool().equals(Asked.NAME);
  }

  /** The calls to be carried out in their order, up to the first that closes. */
  List<ToolCall> plan() {
    var plan = new ArrayList<ToolCall>();
    for (var call : said.calls()) {
      boolean ends = call.tool().equals(Done.NAME);
      if (!last || ends) {
        plan.add(call);
      }
      if (ends || (closes(call) && !last) || plan.size() == MOST_ACTIONS) {
        break;
      }
    }
    return plan;
  }

  /** The call that closes the plan, if there is one. */
  Optional<ToolCall> closing() {
    var plan = plan();
    return plan.isEmpty() || !closes(plan.getLast())
        ? Optional.empty()
        : Optional.of(plan.getLast());
  }

  /** The actions of the plan, without what closes it. */
  List<ToolCall> actions() {
    return plan().stream().filter(call -> !closes(call)).toList();
  }

  /** The actions that were begun, in their order. */
  List<Deed> deeds() {
    var ids = ids();
    var deeds = new ArrayList<Deed>();
    for (int i = 0; i < after.size(); i++) {
      var step = after.get(i);
      if (step.work() instanceof ToolWork tool && ids.contains(tool.call().id())) {
        deeds.add(new Deed(tool.call(), step.outcome(), reading(i + 1)));
      }
    }
    return deeds;
  }

  private Set<String> ids() {
    return plan().stream().map(ToolCall::id).collect(Collectors.toSet());
  }

  private Reading reading(int from) {
    var asked =
        after.subList(from, after.size()).stream()
            .takeWhile(step -> !(step.work() instanceof ToolWork))
            .filter(step -> asks(step, Purpose.EXTRACTION))
            .toList();
    return Reading.of(asked.isEmpty() ? null : asked.getLast().outcome());
  }

  private static boolean asks(Step step, Purpose purpose) {
    return step.work() instanceof ModelWork model && model.asks() == purpose;
  }

  /** What a model said about whether the task is done. */
  Optional<String> verdict() {
    return after.stream()
        .filter(step -> asks(step, Purpose.CHECK))
        .map(Step::outcome)
        .filter(ModelOutcome.class::isInstance)
        .map(outcome -> ((ModelOutcome) outcome).text())
        .findFirst();
  }

  /** Whether a model was to say if the task is done and could not be asked. */
  boolean isUnproven() {
    var asked = after.stream().filter(step -> asks(step, Purpose.CHECK)).toList();
    return !asked.isEmpty() && asked.getLast().outcome() instanceof ModelFailedOutcome;
  }

  /** The step that waits for a person's answer, or has waited. */
  Optional<Step> question() {
    return after.stream().filter(Asked::isQuestion).findFirst();
  }

  /** Whether what was left of it then is not to be done any more, because of a pause. */
  boolean isBrokenOff() {
    return after.stream()
        .takeWhile(step -> !isLook(step))
        .anyMatch(step ->
            step.work() instanceof NoteWork(Note.PauseNote _)
                || (step.work() instanceof WaitWork wait && wait.key().equals(Asked.PAUSE)));
  }

  /** Whether a person said something since the model was asked. */
  boolean isSpokenInto() {
    return after.stream()
        .takeWhile(step -> !isLook(step))
        .map(Step::work)
        .anyMatch(work ->
            work instanceof NoteWork(Note.MessageNote _)
                || work instanceof NoteWork(Note.AnswerNote _));
  }

  /** Whether it is a look of the agent's own, which no reply asked for. */
  boolean isLook(Step step) {
    return step.work() instanceof ToolWork tool && !ids().contains(tool.call().id());
  }

  List<Look> looks() {
    return after.stream().filter(this::isLook).flatMap(step -> Look.of(step).stream()).toList();
  }

  /** Why what follows the actions begun so far is not done; empty while nothing speaks against. */
  Optional<Left> left() {
    var deeds = deeds();
    if (!deeds.isEmpty()) {
      var deed = deeds.getLast();
      switch (deed.came()) {
        case REFUSED, FAILED -> {
          return Optional.of(Left.AFTER_A_FAILURE);
        }
        case UNKNOWN -> {
          return Optional.of(Left.AFTER_THE_UNKNOWN);
        }
        case STOPPED -> {
          return Optional.of(Left.PAUSED);
        }
        case OPEN, DONE, NO_EFFECT -> {
          if (deed.changedThePage()) {
            return Optional.of(Left.ON_ANOTHER_PAGE);
          }
        }
      }
    }
    return isBrokenOff() ? Optional.of(Left.PAUSED) : Optional.empty();
  }

  /** Whether it got to the call that closes it. */
  boolean reachedItsEnd() {
    return closing().isPresent() && deeds().size() == actions().size() && left().isEmpty();
  }

  /** Whether nothing at all came of it. */
  boolean hasFailed() {
    var deeds = deeds();
    return deeds.isEmpty()
        ? !isBrokenOff() && !isSpokenInto() && question().isEmpty() && !mayClose()
        : deeds.stream().allMatch(deed -> deed.came() == Came.FAILED);
  }

  private boolean mayClose() {
    return closing()
        .filter(call ->
            call.tool().equals(Done.NAME)
                ? Done.of(call, said.text()).isPresent()
                : !Asked.inputs(call).isEmpty())
        .isPresent();
  }

  /** Whether all it came to was a refusal. */
  boolean wasRefused() {
    var deeds = deeds();
    return !deeds.isEmpty() && deeds.stream().allMatch(deed -> deed.came() == Came.REFUSED);
  }

  /** Why a call was not carried out. */
  enum Left {
    ON_ANOTHER_PAGE("the page changed before"),
    AFTER_A_FAILURE("an action before it failed"),
    AFTER_THE_UNKNOWN("nobody knows what came of an action before it"),
    PAUSED("paused"),
    SPOKEN_INTO("the user said something meanwhile; read it and decide again"),
    AFTER_THE_END("nothing may follow done or human_input in one reply"),
    TOO_MANY("one reply may hold " + MOST_ACTIONS + " actions at most"),
    AT_THE_LAST_STEP("at the last step only done can be used");

    private final String why;

    Left(String why) {
      this.why = why;
    }

    String told() {
      return "not run: " + why;
    }
  }
}
