package dev.parley.webagent.live;

import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.problem.AccessProblem.ScopeMissing;
import dev.parley.problem.ProblemException;
import java.time.Instant;

/**
 * What a live token says.
 *
 * @param by what whoever has it is called in events and to others
 * @param opensUntil when the token is over; who watches by then is given another
 * @param endsAt when the last of them is over, and whoever watches is sent away
 */
public record LivePass(
    UserId owner,
    WebSessionId session,
    LiveScope scope,
    String by,
    Instant opensUntil,
    Instant endsAt) {

  /** {@code ScopeMissing} for one that may only watch. */
  public void requireControl() {
    if (scope != LiveScope.CONTROL) {
      throw new ProblemException(new ScopeMissing("control"));
    }
  }
}
