package dev.parley.engine;

import dev.parley.problem.TurnProblem;
import dev.parley.trace.Answer;

/** How a turn left this node. */
public sealed interface TurnEnd {
  /** With an answer, stored. */
  record Answered(Answer answer) implements TurnEnd {}

  /** Without one; nothing was added to the session. */
  record Failed(TurnProblem problem) implements TurnEnd {}

  /** Somebody stopped it; what was still under way is not stored. */
  record Cancelled() implements TurnEnd {}

  /** It goes on elsewhere or after the next start; who waits here must be cut off, not answered. */
  record Lost() implements TurnEnd {}
}
