package dev.parley.door.allyson;

import dev.parley.door.allyson.Errors.Keys;
import dev.parley.door.allyson.Gate.KeyUnverified;
import dev.parley.http.Answer;
import dev.parley.http.Fault;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.MalformedJson;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.AgentProblem;
import dev.parley.problem.FileProblem;
import dev.parley.problem.LiveProblem;
import dev.parley.problem.Problem;
import dev.parley.problem.RequestProblem;
import dev.parley.problem.SessionProblem;
import dev.parley.problem.TurnProblem;
import java.time.Duration;

/** What this API says for each problem (contract §1.2, §1.3, §1.5). */
final class Refusal {
  private static final String NO_SESSION = "Session not found";

  private Refusal() {}

  static Answer of(Fault fault, Errors errors) {
    if (fault.cause() instanceof KeyUnverified) {
      return body(500, Keys.SUCCESS_AND_ERROR, "Error verifying API key");
    }
    var keys = isUnread(fault) ? Keys.ERROR : errors.keys();
    return fault
        .problem()
        .map(problem -> of(problem, new Errors(keys, errors.failure())))
        .orElseGet(() -> unforeseen(fault, errors));
  }

  /** Whatever the route, nobody has got as far as reading the body (contract §1.1, §1.5). */
  private static boolean isUnread(Fault fault) {
    return fault.cause() instanceof MalformedJson
        || fault.problem().filter(RequestProblem.BodyTooLarge.class::isInstance).isPresent();
  }

  private static Answer unforeseen(Fault fault, Errors errors) {
    var details = "The log says why, under the id " + fault.instanceId() + ".";
    return switch (errors.keys()) {
      case WORKER ->
          Reply.json(
              500, JsonObject.EMPTY.with("error", errors.failure()).with("details", details));
      case CHAT -> inDetail(500, errors.failure(), details);
      case ERROR, ONE_SESSION, SUCCESS_AND_ERROR, SUCCESS_AND_MESSAGE, MESSAGE ->
          body(500, errors.keys(), errors.failure());
    };
  }

  /** What a request to a provider ended with (contract §5.6). */
  static Answer.Bytes inDetail(int status, String error, String details) {
    return Reply.json(
        status,
        JsonObject.EMPTY
            .with("success", new JsonBool(false))
            .with("error", error)
            .with("details", details));
  }

  static Answer of(Problem problem, Errors errors) {
    var keys = errors.keys();
    return switch (problem) {
      case AccessProblem access -> of(access, keys);
      case RequestProblem request -> body(status(request), keys, request.message());
      case SessionProblem session -> of(session, keys);
      case FileProblem file -> body(status(file), keys, file.message());
      case LiveProblem live -> body(409, keys, live.message());
      // What the server is set up with is no caller's fault, nor for callers to read.
      case AgentProblem _ -> body(500, keys, errors.failure());
      case TurnProblem _ -> body(500, keys, errors.failure());
    };
  }

  private static Answer of(AccessProblem problem, Keys keys) {
    return switch (problem) {
      case AccessProblem.CredentialsMissing _ ->
          body(401, Keys.ERROR, "Unauthorized - User ID is required");
      case AccessProblem.CredentialsRefused _ ->
          body(401, Keys.SUCCESS_AND_ERROR, "Invalid API key");
      case AccessProblem.ScopeMissing p -> body(403, keys, p.message());
      case AccessProblem.AdministratorOnly p -> body(403, keys, p.message());
      case AccessProblem.TooManyRequests p -> tooMany(p.retryAfter());
      case AccessProblem.Unavailable p -> body(503, keys, p.message());
    };
  }

  private static Answer tooMany(Duration retryAfter) {
    long seconds = Gate.seconds(retryAfter);
    var text =
        "Rate limit exceeded. Try again in %d minutes and %d seconds."
            .formatted(seconds / 60, seconds % 60);
    return body(429, Keys.ERROR, text);
  }

  private static int status(RequestProblem problem) {
    return switch (problem) {
      case RequestProblem.BodyTooLarge _ -> 413;
      case RequestProblem.MediaTypeUnsupported _ -> 415;
      case RequestProblem.Malformed _,
          RequestProblem.WrongShape _,
          RequestProblem.BodyMissing _,
          RequestProblem.PreviewRequired _,
          RequestProblem.PageSizeInvalid _,
          RequestProblem.PageTokenInvalid _ ->
          400;
    };
  }

  private static int status(FileProblem problem) {
    return switch (problem) {
      case FileProblem.FileMissing _ -> 404;
      case FileProblem.FileNameRefused _ -> 400;
      case FileProblem.FileTooLarge _, FileProblem.QuotaExceeded _ -> 413;
    };
  }

  private static Answer of(SessionProblem problem, Keys keys) {
    return switch (problem) {
      case SessionProblem.SessionMissing _ -> missing(keys);
      case SessionProblem.SessionOver p -> body(409, keys, p.message());
      case SessionProblem.MessagesWaiting p -> body(409, keys, p.message());
      case SessionProblem.QuestionAnswered p -> body(409, keys, p.message());
      case SessionProblem.TurnUnderWay p -> body(409, keys, p.message());
      // Sessions of this door are not asked for those.
      case SessionProblem.TraceMissing p -> body(404, keys, p.message());
      case SessionProblem.TraceIdTaken p -> body(409, keys, p.message());
      case SessionProblem.MessageNotInProgress p -> body(409, keys, p.message());
      case SessionProblem.VariableUnknown p -> body(400, keys, p.message());
      case SessionProblem.VariableTypeMismatch p -> body(400, keys, p.message());
    };
  }

  private static Answer missing(Keys keys) {
    return switch (keys) {
      case ONE_SESSION ->
          Reply.json(404, JsonObject.EMPTY.with("message", NO_SESSION).with("error", NO_SESSION));
      case WORKER ->
          Reply.json(
              404,
              JsonObject.EMPTY
                  .with("status", "not_found")
                  .with("message", "No pod found for this session ID"));
      case ERROR, SUCCESS_AND_ERROR, SUCCESS_AND_MESSAGE, CHAT, MESSAGE ->
          body(404, keys, NO_SESSION);
    };
  }

  /** A path that leads nowhere, or not with that method. */
  static Answer unknownRoute() {
    return body(404, Keys.ERROR, "Not found");
  }

  static Answer.Bytes body(int status, Keys keys, String message) {
    return Reply.json(
        status,
        switch (keys) {
          case ERROR, ONE_SESSION, WORKER -> JsonObject.EMPTY.with("error", message);
          case SUCCESS_AND_ERROR, CHAT ->
              JsonObject.EMPTY.with("success", new JsonBool(false)).with("error", message);
          case SUCCESS_AND_MESSAGE ->
              JsonObject.EMPTY.with("success", new JsonBool(false)).with("message", message);
          case MESSAGE -> JsonObject.EMPTY.with("message", message);
        });
  }
}
