package dev.parley.webagent;

import dev.parley.engine.Action;
import dev.parley.engine.Behaviour;
import dev.parley.engine.TextGate;
import dev.parley.json.Json;
import dev.parley.model.ModelReply;
import dev.parley.model.ModelRequest;
import dev.parley.model.ModelRequest.Position;
import dev.parley.trace.Answer;
import dev.parley.trace.Effect;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome.ModelOutcome;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import dev.parley.trace.Purpose;
import dev.parley.trace.Step;
import dev.parley.trace.ToolCall;
import dev.parley.trace.ToolKind;
import dev.parley.trace.Turn;
import dev.parley.trace.Usage;
import dev.parley.trace.Work;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.NoteWork;
import dev.parley.trace.Work.ToolWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How the web agent goes on: look at the page, ask the model, do what it asks for one by one, look
 * again, until the task ends.
 */
final class WebBehaviour implements Behaviour {
  static final int FAILED_ROUNDS = 3;

  private final Brief brief;
  private final Aids aids;
  private final Pace pace;
  private final Proving proving;
  private final Prompt prompt;
  private final SidePrompts sides;
  private final Replay replay;

  WebBehaviour(Brief brief, Aids aids) {
    this(brief, aids, Recording.NONE);
  }

  /** For a run that is to go as a recorded one went. */
  WebBehaviour(Brief brief, Aids aids, Recording recording) {
    this.replay = new Replay(recording);
    this.brief = brief;
    this.aids = aids;
    this.pace = new Pace(brief.bounds());
    this.proving = new Proving(brief, aids);
    var told = new Told(proving, aids);
    this.prompt = new Prompt(brief, aids, told);
    this.sides = new SidePrompts(brief, aids, told);
  }

  /** What every turn begins with. */
  static Work first() {
    return Look.first();
  }

  @Override
  public Action next(Turn turn) {
    var rounds = Rounds.of(turn.steps(), brief.maxSteps());
    if (Pace.isOver(turn)) {
      return Ending.IDLE.because("Nobody answered in time, so the session was ended.");
    }
    if (Pauses.isPaused(turn.steps())) {
      return new Action.Do(pace.wait(Asked.PAUSE, rounds));
    }
    return hindrance(turn, rounds)
        .orElseGet(() ->
            rounds
                .last()
                .flatMap(round -> rest(turn, rounds, round))
                .or(() -> bound(turn, rounds))
                .orElseGet(() -> new Action.Do(lookOrAsk(turn, rounds))));
  }

  /** Without a browser nothing can be done; what to install is told. */
  private static Optional<Action> hindrance(Turn turn, Rounds rounds) {
    return lastDeed(turn)
        .filter(step -> isLook(rounds, step))
        .map(Step::outcome)
        .filter(ToolFailedOutcome.class::isInstance)
        .map(failed -> Ending.NO_BROWSER.because(((ToolFailedOutcome) failed).correction()));
  }

  /** The last step that is more than words. */
  private static Optional<Step> lastDeed(Turn turn) {
    return turn.steps().reversed().stream()
        .filter(step -> !(step.work() instanceof NoteWork))
        .findFirst();
  }

  private static boolean isLook(Rounds rounds, Step step) {
    return rounds.last().map(round -> round.isLook(step)).orElse(step.work() instanceof ToolWork);
  }

  /** What of a round is still to be done; empty once it is over. */
  private Optional<Action> rest(Turn turn, Rounds rounds, Round round) {
    var deeds = round.deeds();
    if (!deeds.isEmpty()
        && deeds.getLast().page().isPresent()
        && deeds.getLast().reading() instanceof Reading.Open
        && !round.isBrokenOff()) {
      return Optional.of(new Action.Do(new ModelWork(Purpose.EXTRACTION)));
    }
    if (round.left().isPresent()) {
      return Optional.empty();
    }
    if (deeds.size() < round.actions().size()) {
      return Optional.of(new Action.Do(work(round.actions().get(deeds.size()))));
    }
    return round.closing().flatMap(call -> closing(turn, rounds, round, call));
  }

  private Work work(ToolCall call) {
    Effect effect = brief.effects().apply(call.tool());
    return new ToolWork(call, call.tool(), ToolKind.BROWSER, effect);
  }

  private Optional<Action> closing(Turn turn, Rounds rounds, Round round, ToolCall call) {
    if (call.tool().equals(Asked.NAME)) {
      return Asked.inputs(call).isEmpty() || round.question().isPresent()
          ? Optional.empty()
          : Optional.of(new Action.Do(pace.wait(Asked.key(call.id(), turn.steps()), rounds)));
    }
    return switch (proving.of(rounds, round)) {
      case Proving.Verdict.Accepted(var done) -> Optional.of(new Action.Finish(answer(turn, done)));
      case Proving.Verdict.Open _ -> Optional.of(new Action.Do(new ModelWork(Purpose.CHECK)));
      case Proving.Verdict.Rejected _ -> Optional.empty();
    };
  }

  private static Answer answer(Turn turn, Done done) {
    return new Answer(Json.print(done.json()), Map.of(), usage(turn), false);
  }

  private static @Nullable Usage usage(Turn turn) {
    Usage sum = null;
    for (var step : turn.steps()) {
      if (step.outcome() instanceof ModelOutcome said && said.usage() != null) {
        sum = sum == null ? said.usage() : sum.plus(said.usage());
      }
    }
    return sum;
  }

  /** The end of a run that may not go on. */
  private Optional<Action> bound(Turn turn, Rounds rounds) {
    int repeats = Loops.repeats(rounds);
    if (repeats >= Loops.STUCK) {
      return Optional.of(
          Ending.STUCK.because(
              "The agent is stuck: it did the same "
                  + repeats
                  + " times and the page did not change."));
    }
    if (failedInARow(rounds.all()) >= FAILED_ROUNDS) {
      return Optional.of(
          Ending.FAILED_ROUNDS.because(
              "The model answered "
                  + FAILED_ROUNDS
                  + " times in a row with nothing that could be carried out."));
    }
    var spent = spent(turn);
    if (spent.isPresent()) {
      return spent;
    }
    if (pace.isLate(rounds)) {
      return Optional.of(
          Ending.DEADLINE.because(
              "The session took longer than the "
                  + brief.bounds().deadline().toSeconds()
                  + " s it may take."));
    }
    return rounds
        .last()
        .filter(Round::last)
        .map(round ->
            Ending.MAX_STEPS.because(
                "The agent used all of its " + round.no() + " steps and did not finish."));
  }

  private Optional<Action> spent(Turn turn) {
    long most = brief.bounds().mostTokens();
    if (most > 0 && Budget.used(turn) >= most) {
      return Optional.of(
          Ending.TOKENS.because("The agent used up the " + most + " tokens it may use."));
    }
    var dear = brief.bounds().mostCost();
    if (dear != null && Budget.cost(Budget.usages(turn), aids.price()).compareTo(dear) >= 0) {
      return Optional.of(
          Ending.COST.because(
              "The agent used up the $" + dear.toPlainString() + " its model calls may cost."));
    }
    return Optional.empty();
  }

  /** Trying out what is not allowed is no failure, unless the same is tried again. */
  static int failedInARow(List<Round> rounds) {
    int failed = 0;
    Round before = null;
    for (var round : rounds) {
      if (round.hasFailed()) {
        failed++;
      } else if (round.wasRefused()) {
        boolean again =
            before != null && before.wasRefused() && before.plan().equals(withIdsOf(before, round));
        failed = again ? failed + 1 : 1;
      } else {
        failed = 0;
      }
      before = round;
    }
    return failed;
  }

  /** A round's plan as if its calls had the ids of another's, to be compared with that. */
  private static List<ToolCall> withIdsOf(Round other, Round round) {
    var ids = other.plan().stream().map(ToolCall::id).toList();
    var plan = round.plan();
    return ids.size() != plan.size()
        ? plan
        : IntStream.range(0, ids.size())
            .mapToObj(i -> new ToolCall(ids.get(i), plan.get(i).tool(), plan.get(i).input()))
            .toList();
  }

  private Work lookOrAsk(Turn turn, Rounds rounds) {
    return isLookedAt(turn, rounds)
        ? new ModelWork()
        : Look.next(turn.steps(), rounds, brief.wholePages());
  }

  /** Whether the last thing done was a look; not if somebody else had the browser after it. */
  private static boolean isLookedAt(Turn turn, Rounds rounds) {
    for (var step : turn.steps().reversed()) {
      if (!(step.work() instanceof NoteWork(var note))) {
        return step.outcome() instanceof ToolOutcome && isLook(rounds, step);
      }
      if (note instanceof Note.PauseNote || note instanceof Note.ResumeNote) {
        return false;
      }
    }
    return false;
  }

  @Override
  public ModelRequest request(Turn turn) {
    int inTurn = calls(turn) - 1;
    var position = new Position(turn.before().modelCalls() + inTurn, inTurn);
    var rounds = Rounds.of(turn.steps(), brief.maxSteps());
    return switch (asked(turn)) {
      case NEXT -> prompt.request(turn, rounds, position);
      case EXTRACTION -> sides.extraction(turn, rounds, position);
      case CHECK -> sides.check(turn, rounds, position);
      case TITLE -> SidePrompts.title(turn.input().text(), position);
    };
  }

  /** What the open model step is for. */
  private static Purpose asked(Turn turn) {
    return turn.open().stream()
        .map(Step::work)
        .filter(ModelWork.class::isInstance)
        .map(work -> ((ModelWork) work).asks())
        .findFirst()
        .orElse(Purpose.NEXT);
  }

  @Override
  public Optional<ModelReply> known(Turn turn) {
    var rounds = Rounds.of(turn.steps(), brief.maxSteps());
    return switch (asked(turn)) {
      case NEXT -> replay.next(turn, rounds);
      case EXTRACTION -> replay.reading(rounds);
      case CHECK ->
          replay.isUnaided(rounds)
              ? Optional.of(new ModelReply("yes", List.of(), null))
              : Optional.empty();
      case TITLE -> Optional.empty();
    };
  }

  /** Calls that a pause or a restart stopped are not counted: a script is to go on where it was. */
  private static int calls(Turn turn) {
    return (int)
        turn.steps().stream()
            .filter(step -> step.work() instanceof ModelWork)
            .filter(step -> !(step.outcome() instanceof StoppedOutcome))
            .count();
  }

  /** What the agent says while it works is no answer. */
  @Override
  public TextGate gate() {
    return new TextGate() {
      @Override
      public String pass(String piece) {
        return "";
      }

      @Override
      public String rest(ModelReply reply) {
        return "";
      }
    };
  }
}
