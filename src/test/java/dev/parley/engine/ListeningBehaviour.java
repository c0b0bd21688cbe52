package dev.parley.engine;

import dev.parley.model.Message;
import dev.parley.model.Message.UserMessage;
import dev.parley.model.ModelRequest;
import dev.parley.trace.Note.AnswerNote;
import dev.parley.trace.Note.MessageNote;
import dev.parley.trace.Note.PauseNote;
import dev.parley.trace.Note.ResumeNote;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.NoteWork;
import dev.parley.trace.Work.WaitWork;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The plain behaviour, to which one can talk: a pause is waited out, words and answers go to the
 * model behind everything else, what a pause stopped is asked again.
 */
@NullMarked
final class ListeningBehaviour implements Behaviour {
  private final PlainBehaviour plain = new PlainBehaviour();

  @Override
  public Action next(Turn turn) {
    if (isPaused(turn)) {
      return new Action.Do(new WaitWork("pause", null, null, true));
    }
    var told = withoutNotes(turn);
    var last = told.last();
    return last == null || isLeft(last) ? new Action.Do(new ModelWork()) : plain.next(told);
  }

  private static boolean isLeft(Step step) {
    return step.outcome() instanceof StoppedOutcome || step.outcome() instanceof WaitOutcome;
  }

  private static boolean isPaused(Turn turn) {
    boolean paused = false;
    for (var step : turn.steps()) {
      if (step.work() instanceof NoteWork(var note)) {
        paused = note instanceof PauseNote || (paused && !(note instanceof ResumeNote));
      }
    }
    return paused;
  }

  private static Turn withoutNotes(Turn turn) {
    var steps = turn.steps().stream().filter(step -> !(step.work() instanceof NoteWork)).toList();
    return new Turn(
        turn.ids(), turn.status(), turn.input(), turn.before(), turn.answer(), null, steps);
  }

  @Override
  public ModelRequest request(Turn turn) {
    var request = plain.request(turn);
    var heard =
        turn.steps().stream()
            .flatMap(step ->
                step.work() instanceof NoteWork(var note) ? Stream.of(note) : Stream.empty())
            .<Message>mapMulti((note, said) -> {
              if (note instanceof MessageNote(var text)) {
                said.accept(new UserMessage(text));
              } else if (note instanceof AnswerNote(var key, var answer)) {
                said.accept(new UserMessage(key + ": " + answer));
              }
            })
            .toList();
    var messages = new ArrayList<>(request.messages());
    messages.addAll(heard);
    return new ModelRequest("", messages, List.of(), request.position());
  }

  @Override
  public TextGate gate() {
    return plain.gate();
  }
}
