package dev.parley.door.console;

import dev.parley.http.Answer;
import dev.parley.http.Method;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.AgentProblem;
import dev.parley.problem.FileProblem;
import dev.parley.problem.LiveProblem;
import dev.parley.problem.Problem;
import dev.parley.problem.RequestProblem;
import dev.parley.problem.SessionProblem;
import dev.parley.problem.TurnProblem;
import java.util.Set;
import java.util.UUID;

/** What the console says for each problem. */
final class Refusal {
  private Refusal() {}

  static Answer of(Problem problem) {
    return switch (problem) {
      case AccessProblem access -> of(access);
      case RequestProblem request -> of(request);
      case AgentProblem p -> error(404, "AgentProblem", p);
      case SessionProblem p -> error(409, "SessionProblem", p);
      case TurnProblem p -> error(500, "TurnProblem", p);
      case FileProblem p -> error(409, "FileProblem", p);
      case LiveProblem p -> error(409, "LiveProblem", p);
    };
  }

  private static Answer of(AccessProblem problem) {
    return switch (problem) {
      case AccessProblem.CredentialsMissing p -> error(401, "CredentialsMissing", p);
      case AccessProblem.CredentialsRefused p -> error(401, "CredentialsRefused", p);
      case AccessProblem.ScopeMissing p -> error(403, "ScopeMissing", p);
      case AccessProblem.AdministratorOnly p -> error(403, "AdministratorOnly", p);
      case AccessProblem.TooManyRequests p -> error(429, "TooManyRequests", p);
      case AccessProblem.Unavailable p -> error(503, "Unavailable", p);
    };
  }

  private static Answer of(RequestProblem problem) {
    return switch (problem) {
      case RequestProblem.Malformed p -> error(400, "Malformed", p);
      case RequestProblem.WrongShape p -> error(422, "WrongShape", p);
      case RequestProblem.BodyMissing p -> error(400, "BodyMissing", p);
      case RequestProblem.BodyTooLarge p -> error(413, "BodyTooLarge", p);
      case RequestProblem.MediaTypeUnsupported p -> error(415, "MediaTypeUnsupported", p);
      case RequestProblem.PreviewRequired p -> error(400, "PreviewRequired", p);
      case RequestProblem.PageSizeInvalid p -> error(400, "PageSizeInvalid", p);
      case RequestProblem.PageTokenInvalid p -> error(400, "PageTokenInvalid", p);
    };
  }

  /** What was named is not there, or not the caller's. */
  static Answer missing(String message) {
    return Answer.json(404, new ConsoleError("NotFound", message));
  }

  static Answer wrongMethod(Method method, Set<String> allowed) {
    var ways = String.join(", ", allowed);
    return Answer.json(
            405, new ConsoleError("WrongMethod", "Not with " + method + " but with " + ways + "."))
        .with("Allow", ways);
  }

  /** For whatever nobody foresaw; says nothing about it. */
  static Answer internal(UUID instance) {
    return Answer.json(
        500,
        new ConsoleError(
            "Internal", "The server failed. Its log says why, under the id " + instance + "."));
  }

  private static Answer.Bytes error(int status, String error, Problem problem) {
    return Answer.json(status, new ConsoleError(error, problem.message()));
  }
}
