package dev.parley.engine;

import dev.parley.problem.TurnProblem;
import dev.parley.trace.Answer;
import dev.parley.trace.Work;
import java.util.List;

/** What a behaviour decides to do next. */
public sealed interface Action {
  /** Do these; several at once must all be tools. */
  record Do(List<Work> works) implements Action {
    public Do {
      works = List.copyOf(works);
      if (works.isEmpty()) {
        throw new IllegalArgumentException("nothing to do is no action");
      }
    }

    public Do(Work work) {
      this(List.of(work));
    }
  }

  /** End the turn with an answer. */
  record Finish(Answer answer) implements Action {}

  /** End the turn without one. */
  record Fail(TurnProblem problem) implements Action {}
}
