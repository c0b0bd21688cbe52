package dev.parley.door.console;

import dev.parley.webagent.WebSession;

/** Where a run of the web agent is in its life; the last three are final. */
enum RunStatus {
  ACTIVE,
  HUMAN_INPUT,
  PAUSED,
  COMPLETED,
  FAILED,
  STOPPED;

  static RunStatus of(WebSession.Status status) {
    return switch (status) {
      case ACTIVE -> ACTIVE;
      case HUMAN_INPUT -> HUMAN_INPUT;
      case PAUSED -> PAUSED;
      case COMPLETED -> COMPLETED;
      case FAILED -> FAILED;
      case STOPPED -> STOPPED;
    };
  }
}
