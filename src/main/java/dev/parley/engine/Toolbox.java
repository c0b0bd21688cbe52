package dev.parley.engine;

import dev.parley.cancel.Cancel;
import dev.parley.trace.Outcome;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.ToolWork;

/** The tools of one turn. */
@FunctionalInterface
public interface Toolbox {
  /**
   * Runs one tool; what goes wrong is an outcome too.
   *
   * @param key the same for every run of this step, different for any other
   */
  Outcome run(ToolWork work, String key, Turn turn, Cancel cancel);

  /** Whether the model was offered this tool; it may call what there is not. */
  default boolean offers(ToolWork work) {
    return true;
  }
}
