package dev.parley.webagent;

import dev.parley.engine.Action;
import dev.parley.problem.TurnProblem.ExecutionFailed;

/** Why a run is ended by what decides about it, with the code that is kept. */
enum Ending {
  NO_BROWSER("no_browser"),
  MAX_STEPS("max_steps"),
  FAILED_ROUNDS("failed_rounds"),
  STUCK("stuck"),
  TOKENS("tokens"),
  COST("cost"),
  DEADLINE("deadline"),
  IDLE("idle");

  private final String code;

  Ending(String code) {
    this.code = code;
  }

  Action.Fail because(String reason) {
    return new Action.Fail(new ExecutionFailed(reason, code));
  }
}
