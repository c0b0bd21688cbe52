package dev.parley.trace;

/** Where a turn is in its life; the last three are final. */
public enum TurnStatus {
  QUEUED,
  RUNNING,
  WAITING,
  DONE,
  FAILED,
  CANCELLED;

  public boolean isFinal() {
    return switch (this) {
      case QUEUED, RUNNING, WAITING -> false;
      case DONE, FAILED, CANCELLED -> true;
    };
  }
}
