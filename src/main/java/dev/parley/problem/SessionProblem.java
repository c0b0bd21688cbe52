package dev.parley.problem;

import dev.parley.id.MessageId;
import dev.parley.id.TraceId;

/** The session, or what was asked of it. */
public sealed interface SessionProblem extends Problem {
  /** Unknown, deleted, expired, of another agent, or of another user. */
  record SessionMissing() implements SessionProblem {
    @Override
    public String message() {
      return "No such session. It may have expired or been deleted; create a new one.";
    }
  }

  /** No trace of that id in this session. */
  record TraceMissing(TraceId trace) implements SessionProblem {
    @Override
    public String message() {
      return "The session has no trace " + trace + ".";
    }
  }

  /** A trace id that this session has used before. */
  record TraceIdTaken(TraceId trace) implements SessionProblem {
    @Override
    public String message() {
      return "The session already has a trace " + trace + ". Choose another id.";
    }
  }

  /** A second turn while one is under way. */
  record TurnUnderWay() implements SessionProblem {
    @Override
    public String message() {
      return "The session is still answering. Wait for that answer or cancel it first.";
    }
  }

  /** Nothing to cancel under that message id. */
  record MessageNotInProgress(MessageId messageId) implements SessionProblem {
    @Override
    public String message() {
      return "No streaming answer with message id " + messageId + " is under way.";
    }
  }

  /** A variable the agent version does not declare. */
  record VariableUnknown(String variable, String details) implements SessionProblem {
    @Override
    public String message() {
      return "The agent has no variable '" + variable + "'. " + details;
    }
  }

  /** A value of another type than the variable's. */
  record VariableTypeMismatch(String variable, String expected, String received)
      implements SessionProblem {
    @Override
    public String message() {
      return "Variable '" + variable + "' takes " + expected + ", not " + received + ".";
    }
  }

  /** The session's turn has ended; nothing can be told to it. */
  record SessionOver(String status) implements SessionProblem {
    @Override
    public String message() {
      return "The session has ended (" + status + "). Start a new one.";
    }
  }

  /** As many messages wait for the agent as may. */
  record MessagesWaiting(int most) implements SessionProblem {
    @Override
    public String message() {
      return most
          + " messages wait for the agent already. It reads them before its next step; resume the"
          + " session if it is paused.";
    }
  }

  /** The question was answered before; answers are final. */
  record QuestionAnswered() implements SessionProblem {
    @Override
    public String message() {
      return "This question has been answered already.";
    }
  }
}
