package dev.parley.door.console;

import dev.parley.webagent.WebStep;

/** What came of an action. */
enum RunOutcome {
  OPEN,
  DONE,
  NO_EFFECT,
  REFUSED,
  FAILED,
  UNKNOWN,
  STOPPED;

  static RunOutcome of(WebStep.Came came) {
    return switch (came) {
      case OPEN -> OPEN;
      case DONE -> DONE;
      case NO_EFFECT -> NO_EFFECT;
      case REFUSED -> REFUSED;
      case FAILED -> FAILED;
      case UNKNOWN -> UNKNOWN;
      case STOPPED -> STOPPED;
    };
  }
}
