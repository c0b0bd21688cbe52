package dev.parley.engine;

import dev.parley.model.ModelFault;

/** What went wrong with a call of a model or tool, in a word. */
public enum CallFault {
  RATE_LIMITED,
  OVERLOADED,
  CUT,
  CONTEXT_TOO_LARGE,
  REFUSED,
  MALFORMED,
  TIMED_OUT,
  /** Somebody stopped the turn, or interrupted it. */
  STOPPED,
  /** The tool said so, and the model was told. */
  TOOL_FAILED,
  /** Nobody knows whether the tool had its effect. */
  OUTCOME_UNKNOWN,
  /** A failure that nobody foresaw. */
  UNEXPECTED;

  static CallFault of(ModelFault fault) {
    return switch (fault) {
      case ModelFault.RateLimited _ -> RATE_LIMITED;
      case ModelFault.Overloaded _ -> OVERLOADED;
      case ModelFault.Cut _ -> CUT;
      case ModelFault.ContextTooLarge _ -> CONTEXT_TOO_LARGE;
      case ModelFault.Refused _ -> REFUSED;
      case ModelFault.Malformed _ -> MALFORMED;
    };
  }
}
