package dev.parley.problem;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Watching a session, or taking its browser over, is not possible as asked. */
public sealed interface LiveProblem extends Problem {
  /** Somebody else has control. */
  record ControlTaken(String by, Instant since) implements LiveProblem {
    @Override
    public String message() {
      return by
          + " has control since "
          + since.truncatedTo(ChronoUnit.SECONDS)
          + ". Wait until it is given back, or take it with force.";
    }
  }

  /** Whoever asks does not have control, or not any more. */
  record ControlLost(String why) implements LiveProblem {
    @Override
    public String message() {
      return why + " Take control again.";
    }
  }

  /** The agent has not come to rest yet. */
  record AgentActs() implements LiveProblem {
    @Override
    public String message() {
      return "The session is paused, but the agent has not come to rest yet. Try again in a moment.";
    }
  }

  /** There is no browser to be used at the moment. */
  record BrowserAway(String message) implements LiveProblem {}

  /** The browser is on another server of this cluster. */
  record BrowserElsewhere() implements LiveProblem {
    @Override
    public String message() {
      return "The browser of this session is on another server of this cluster, which alone can"
          + " show it. Open the live view at that server's own address.";
    }
  }

  /** Input that comes out of turn. */
  record InputOutOfOrder(long expected) implements LiveProblem {
    @Override
    public String message() {
      return "Batches of input are numbered one after the other; the next one is "
          + expected
          + ". Send what is missing first.";
    }
  }
}
