package dev.parley.door.live;

import dev.parley.http.Answer;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.AgentProblem;
import dev.parley.problem.FileProblem;
import dev.parley.problem.LiveProblem;
import dev.parley.problem.Problem;
import dev.parley.problem.RequestProblem;
import dev.parley.problem.SessionProblem;
import dev.parley.problem.TurnProblem;
import java.util.UUID;

/** What this door says for each problem. */
final class Refusal {
  private Refusal() {}

  static Answer of(Problem problem) {
    return switch (problem) {
      case AccessProblem access -> of(access);
      case LiveProblem live -> of(live);
      case RequestProblem.BodyTooLarge p -> error(413, "BodyTooLarge", p);
      case RequestProblem p -> error(400, "BadRequest", p);
      case SessionProblem.SessionMissing p -> error(404, "SessionMissing", p);
      case SessionProblem.SessionOver p -> error(409, "SessionOver", p);
      case SessionProblem p -> error(409, "SessionProblem", p);
      // Nobody is asked for those here.
      case AgentProblem p -> error(500, "Internal", p);
      case TurnProblem p -> error(500, "Internal", p);
      case FileProblem p -> error(500, "Internal", p);
    };
  }

  private static Answer of(AccessProblem problem) {
    return switch (problem) {
      case AccessProblem.CredentialsMissing _ ->
          json(401, new LiveError("TokenMissing", "Open the live view by its whole link."));
      case AccessProblem.CredentialsRefused(var why) ->
          json(
              401,
              why == AccessProblem.Refusal.EXPIRED
                  ? new LiveError("TokenExpired", "This link is over. Ask for another one.")
                  : new LiveError("TokenRefused", "This link is not as it was given out."));
      case AccessProblem.ScopeMissing _ ->
          json(403, new LiveError("ViewOnly", "This link is for watching alone."));
      case AccessProblem.AdministratorOnly p -> error(403, "AdministratorOnly", p);
      case AccessProblem.TooManyRequests p -> error(429, "TooMuch", p);
      case AccessProblem.Unavailable p -> error(503, "Unavailable", p);
    };
  }

  private static Answer of(LiveProblem problem) {
    return switch (problem) {
      case LiveProblem.ControlTaken p ->
          json(409, new LiveError("ControlTaken", p.message(), p.by(), p.since(), null));
      case LiveProblem.ControlLost p -> error(409, "ControlLost", p);
      case LiveProblem.AgentActs p -> error(409, "AgentActs", p);
      case LiveProblem.BrowserAway p -> error(409, "BrowserAway", p);
      case LiveProblem.BrowserElsewhere p -> error(421, "BrowserElsewhere", p);
      case LiveProblem.InputOutOfOrder p ->
          json(409, new LiveError("InputOutOfOrder", p.message(), null, null, p.expected()));
    };
  }

  static Answer missing() {
    return json(404, new LiveError("NotFound", "There is nothing here. The live view is /live/."));
  }

  /** For whatever nobody foresaw; says nothing about it. */
  static Answer internal(UUID instance) {
    return json(
        500,
        new LiveError(
            "Internal", "The server failed. Its log says why, under the id " + instance + "."));
  }

  private static Answer.Bytes error(int status, String error, Problem problem) {
    return json(status, new LiveError(error, problem.message()));
  }

  private static Answer.Bytes json(int status, LiveError error) {
    return Answer.json(status, error);
  }
}
