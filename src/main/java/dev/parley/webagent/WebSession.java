package dev.parley.webagent;

import dev.parley.id.WebSessionId;
import dev.parley.session.SessionKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session of the web agent as its owner sees it.
 *
 * @param messages empty in lists
 */
public record WebSession(
    WebSessionId id,
    SessionKey key,
    String name,
    State state,
    Times times,
    Given given,
    Source source,
    List<WebMessage> messages) {
  public WebSession {
    messages = List.copyOf(messages);
  }

  /** Where a session is in its life; the last three are final (contract allyson §3.4). */
  public enum Status {
    ACTIVE,
    HUMAN_INPUT,
    PAUSED,
    COMPLETED,
    FAILED,
    STOPPED;

    public boolean isFinal() {
      return switch (this) {
        case ACTIVE, HUMAN_INPUT, PAUSED -> false;
        case COMPLETED, FAILED, STOPPED -> true;
      };
    }
  }

  /** Through which credentials it was begun. */
  public enum Source {
    API,
    CLIENT
  }

  /** What the user thinks of the result. */
  public enum Quality {
    GOOD,
    BAD,
    NO_RESPONSE
  }

  /**
   * How it stands.
   *
   * @param success whether the agent said that the task is done
   * @param cost in US dollars
   */
  public record State(Status status, boolean success, Quality quality, double cost) {}

  /** When it began, last changed, and ended. */
  public record Times(Instant started, Instant updated, @Nullable Instant ended) {}

  /** What the user gave besides the task; prints without the variables' values. */
  public record Given(List<Variable> variables, String details, int maxSteps) {
    public Given {
      variables = List.copyOf(variables);
    }
  }

  /** A value by its name; prints as its name. */
  public record Variable(String name, String value) {
    @Override
    public String toString() {
      return "Variable[" + name + "]";
    }
  }
}
