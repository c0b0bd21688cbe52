package dev.parley.door.live;

import dev.parley.webagent.live.LiveViews.Granted;
import java.time.Instant;

/**
 * Control that was given.
 *
 * @param lease shown with all input; a secret
 * @param next number of the first batch of input
 * @param graceSeconds after so long without input, which may be empty, it is somebody else's to
 *     take
 */
record ControlResponse(
    String lease, int no, String by, Instant since, long next, long graceSeconds) {
  static ControlResponse of(Granted granted, long graceSeconds) {
    var controller = granted.controller();
    return new ControlResponse(
        granted.lease(),
        controller.no(),
        controller.by(),
        controller.since(),
        granted.next(),
        graceSeconds);
  }

  @Override
  public String toString() {
    return "ControlResponse[" + no + "]";
  }
}
