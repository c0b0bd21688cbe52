package dev.parley.http;

import dev.parley.json.MalformedJson;
import dev.parley.json.WrongShape;
import dev.parley.problem.AccessProblem.Unavailable;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What stopped one request, under the id it is logged with.
 *
 * @param instanceId fresh for each; the door shows it to the caller
 * @param cause as thrown
 */
public record Fault(UUID instanceId, Throwable cause) {
  private static final Duration RETRY = Duration.ofSeconds(2);

  static Fault of(Throwable cause) {
    return new Fault(UUID.randomUUID(), cause);
  }

  /** In our words; empty if nobody foresaw it, which the door reports as its internal error. */
  public Optional<Problem> problem() {
    return switch (cause) {
      case ProblemException known -> Optional.of(known.problem());
      case MalformedJson malformed ->
          Optional.of(
              new RequestProblem.Malformed("The body is no JSON: " + malformed.getMessage()));
      case WrongShape unfit ->
          Optional.of(new RequestProblem.WrongShape("The body " + unfit.getMessage() + "."));
      case Throwable other when lacksConnection(other) ->
          Optional.of(new Unavailable("The database cannot take this on now.", Optional.of(RETRY)));
      case Throwable _ -> Optional.empty();
    };
  }

  /** Whoever gets no connection has done nothing yet, and may come again. */
  private static boolean lacksConnection(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException) {
        return true;
      }
    }
    return false;
  }
}
