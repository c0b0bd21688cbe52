package dev.parley.webagent;

import dev.parley.trace.Note;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import dev.parley.webagent.WebSession.Status;
import java.util.List;

/**
 * How a session stands, by its turn.
 *
 * @param success whether the agent ended its task and said that it is done
 */
record Standing(Status status, boolean success) {

  /** With what was said to the turn and is not in its journal yet, oldest first. */
  static Standing of(Turn turn, List<Note> pending) {
    return switch (turn.status()) {
      case DONE -> new Standing(Status.COMPLETED, isSuccess(turn));
      case FAILED -> new Standing(Status.FAILED, false);
      case CANCELLED -> new Standing(Status.STOPPED, false);
      case QUEUED, RUNNING, WAITING -> new Standing(live(turn, pending), false);
    };
  }

  private static boolean isSuccess(Turn turn) {
    var answer = turn.answer();
    return answer != null && Done.ofAnswer(answer.text()).filter(Done::success).isPresent();
  }

  /** An answer or the end of a pause queues the turn, which then acts again. */
  private static Status live(Turn turn, List<Note> pending) {
    if (Pauses.isPaused(turn.steps(), pending)) {
      return Status.PAUSED;
    }
    boolean asks =
        turn.status() == TurnStatus.WAITING && turn.open().stream().anyMatch(Asked::isQuestion);
    return asks ? Status.HUMAN_INPUT : Status.ACTIVE;
  }
}
