package dev.parley.problem;

/** Why a turn ended without an answer; stored with the turn. */
public sealed interface TurnProblem extends Problem {
  /** What the caller may know of the circumstances; {@code ""} if there is nothing to say. */
  String details();

  /** The prompt does not fit the context window. */
  record ContextTooLarge(String details) implements TurnProblem {
    @Override
    public String message() {
      return "The conversation is larger than the model can read. Start a new session. " + details;
    }
  }

  /** As many rounds as allowed, and still no answer. */
  record RoundsExceeded(String details) implements TurnProblem {
    @Override
    public String message() {
      return "The agent reached its limit of rounds without an answer. " + details;
    }
  }

  /** The model's provider throttled to the end. */
  record ModelThrottled(String details) implements TurnProblem {
    @Override
    public String message() {
      return "The model's provider is limiting requests. Try again later. " + details;
    }
  }

  /** The model failed as often as we try. */
  record AttemptsExhausted(String details) implements TurnProblem {
    @Override
    public String message() {
      return "The model failed repeatedly. Try again later. " + details;
    }
  }

  /** The time for an answer ran out. */
  record DeadlineExceeded(String details) implements TurnProblem {
    @Override
    public String message() {
      return "The model did not answer in time. Try again later. " + details;
    }
  }

  /** Any other failure of the turn. */
  record ExecutionFailed(String reason, String details) implements TurnProblem {
    @Override
    public String message() {
      return reason;
    }
  }

  /** A person or client stopped it. */
  record Stopped(String details) implements TurnProblem {
    @Override
    public String message() {
      return "The turn was cancelled.";
    }
  }
}
