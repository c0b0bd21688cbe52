package dev.parley.engine;

import dev.parley.engine.Journal.Ending;
import dev.parley.problem.TurnProblem;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome.HeardOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import dev.parley.trace.Work;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.NoteWork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One decision under the lock of a turn's row, kept for what follows once it is written. */
final class Settling {
  private final Behaviour behaviour;
  private Turn told;
  private List<Step> opened = List.of();
  private Action action = new Action.Fail(new TurnProblem.ExecutionFailed("Not decided.", ""));

  Settling(Behaviour behaviour, Turn now) {
    this.behaviour = behaviour;
    this.told = now;
  }

  /** Decides on what was said, which becomes steps of the journal that are over. */
  Settled decide(List<Note> notes) {
    var heard =
        stepsAfter(told, notes.stream().<Work>map(NoteWork::new).toList()).stream()
            .map(step -> step.with(new HeardOutcome()))
            .toList();
    told = told.opened(heard);
    action = behaviour.next(told);
    return switch (action) {
      case Action.Do(var works) -> {
        opened = stepsAfter(told, works);
        yield new Settled(Stream.concat(heard.stream(), opened.stream()).toList(), null);
      }
      case Action.Finish(var answer) -> new Settled(heard, new Ending(answer, null));
      case Action.Fail(var problem) -> new Settled(heard, new Ending(null, problem));
    };
  }

  static List<Step> stepsAfter(Turn now, List<Work> works) {
    var last = now.last();
    int no = last == null ? 0 : last.no();
    int round = last == null ? 0 : last.round();
    var steps = new ArrayList<Step>(works.size());
    for (var work : works) {
      steps.add(Step.open(++no, work instanceof ModelWork ? round + 1 : round, work));
    }
    return steps;
  }

  Action action() {
    return action;
  }

  /** The turn with what it was told. */
  Turn told() {
    return told;
  }

  List<Step> opened() {
    return opened;
  }
}
