package dev.parley.webagent;

import dev.parley.trace.Note;
import dev.parley.trace.Step;
import dev.parley.trace.Work.NoteWork;
import java.util.List;
import java.util.stream.Stream;

/** Tells from what was said to a turn whether it is to pause: what was said last counts. */
final class Pauses {
  private Pauses() {}

  static boolean isPaused(List<Step> steps) {
    return isPaused(steps, List.of());
  }

  /** With what the journal has not taken in yet. */
  static boolean isPaused(List<Step> steps, List<Note> pending) {
    return Stream.concat(
            steps.stream()
                .map(Step::work)
                .filter(NoteWork.class::isInstance)
                .map(work -> ((NoteWork) work).note()),
            pending.stream())
        .reduce(
            false,
            (paused, note) ->
                switch (note) {
                  case Note.PauseNote _ -> true;
                  case Note.ResumeNote _ -> false;
                  case Note.MessageNote _, Note.AnswerNote _ -> paused;
                },
            (one, other) -> other);
  }
}
