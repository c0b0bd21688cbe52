package dev.parley.engine;

import dev.parley.id.TurnId;
import dev.parley.trace.Turn;

/** Makes the plan of a turn from what is stored; the place where an engine meets its agents. */
@FunctionalInterface
public interface Plans {
  /**
   * The plan of a turn that is about to run.
   *
   * @throws dev.parley.problem.ProblemException if what it needs is gone; the turn then fails
   */
  Plan planFor(Turn turn);

  /**
   * The turn has left this node: it ended, was stopped, or goes on elsewhere. What was held for it
   * can go. Not told of a turn that waits and holds something. Must not block.
   */
  default void left(TurnId turn) {}
}
