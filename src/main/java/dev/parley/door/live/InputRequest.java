package dev.parley.door.live;

import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import dev.parley.webagent.live.InputBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person did in a row.
 *
 * @param batch from 1, one more for each; not needed without events
 */
record InputRequest(String lease, @Nullable Long batch, List<LiveEvent> events) {
  InputRequest {
    events = List.copyOf(events);
  }

  InputBatch toBatch() {
    if (events.size() > InputBatch.MOST) {
      throw unfit(
          "A batch holds at most " + InputBatch.MOST + " events. Send the rest in another.");
    }
    if (batch == null && !events.isEmpty()) {
      throw unfit("batch must be the number of this batch: 1, then one more for each.");
    }
    return new InputBatch(
        lease, batch == null ? 0 : batch, events.stream().map(LiveEvent::toInput).toList());
  }

  private static ProblemException unfit(String message) {
    return new ProblemException(new WrongShape(message));
  }

  @Override
  public String toString() {
    return "InputRequest[" + batch + ", " + events.size() + "]";
  }
}
