package dev.parley.door.aip;

import dev.parley.http.Answer;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.AgentProblem;
import dev.parley.problem.FileProblem;
import dev.parley.problem.LiveProblem;
import dev.parley.problem.Problem;
import dev.parley.problem.RequestProblem;
import dev.parley.problem.SessionProblem;
import dev.parley.problem.TurnProblem;
import java.util.UUID;

/** What this API says for each problem (contract §4.3, §4.4). */
sealed interface Refusal {
  /** As it goes out, under the id it is logged with. */
  Answer answer(UUID instance);

  /** An error with its envelope. */
  record Named(int status, ErrorCode code, String name, JsonObject parameters, String description)
      implements Refusal {
    @Override
    public Answer answer(UUID instance) {
      return Answer.json(
          status, new ErrorEnvelope(code, name, description, instance.toString(), parameters));
    }
  }

  /** A status alone: clients read no body with it, and the envelope has no code for it. */
  record Bare(int status) implements Refusal {
    @Override
    public Answer answer(UUID instance) {
      return Answer.empty(status);
    }
  }

  /** For whatever nobody foresaw; says nothing about it. */
  static Refusal internal() {
    return new Named(
        ErrorCode.INTERNAL.status(),
        ErrorCode.INTERNAL,
        "Default:Internal",
        JsonObject.EMPTY,
        "The server failed. Its log says why, under this error's instance id.");
  }

  static Refusal of(Problem problem, Place place) {
    return switch (problem) {
      case AccessProblem access -> of(access, place);
      case AgentProblem agent -> of(agent, place);
      case RequestProblem request -> of(request);
      case SessionProblem session -> of(session, place);
      case TurnProblem turn -> of(turn, place);
      // Sessions of this door own no files and no browsers.
      case FileProblem file -> invalid(file, "Default:InvalidArgument", JsonObject.EMPTY);
      case LiveProblem live -> invalid(live, "Default:InvalidArgument", JsonObject.EMPTY);
    };
  }

  private static Refusal of(AccessProblem problem, Place place) {
    return switch (problem) {
      case AccessProblem.CredentialsMissing p ->
          named(p, ErrorCode.UNAUTHORIZED, "MissingCredentials", JsonObject.EMPTY);
      case AccessProblem.CredentialsRefused p ->
          named(
              p,
              ErrorCode.UNAUTHORIZED,
              "Default:Unauthorized",
              JsonObject.EMPTY.with("error", p.refusal().name()));
      case AccessProblem.ScopeMissing p ->
          place.acrossAgents()
              ? named(
                  p,
                  ErrorCode.PERMISSION_DENIED,
                  "GetAllSessionsAgentsPermissionDenied",
                  JsonObject.EMPTY)
              : named(
                  p,
                  ErrorCode.PERMISSION_DENIED,
                  "ApiUsageDenied",
                  JsonObject.EMPTY.with("missingScope", p.scope()));
      case AccessProblem.AdministratorOnly p ->
          named(p, ErrorCode.PERMISSION_DENIED, "Default:PermissionDenied", JsonObject.EMPTY);
      case AccessProblem.TooManyRequests _ -> new Bare(429);
      case AccessProblem.Unavailable _ -> new Bare(503);
    };
  }

  private static Refusal of(AgentProblem problem, Place place) {
    return switch (problem) {
      case AgentProblem.AgentMissing p ->
          named(p, ErrorCode.NOT_FOUND, "AgentNotFound", place.agent());
      case AgentProblem.VersionMissing p ->
          named(
              p,
              ErrorCode.NOT_FOUND,
              "AgentVersionNotFound",
              place.agent().with("agentVersionString", p.version()));
      case AgentProblem.VersionMalformed p ->
          invalid(p, "InvalidAgentVersion", place.agent().with("version", p.version()));
      case AgentProblem.NothingPublished p -> invalid(p, "NoPublishedAgentVersion", place.agent());
      case AgentProblem.ModelUnknown p ->
          invalid(
              p,
              "UnsupportedLanguageModelRid",
              place
                  .session()
                  .with("languageModelRid", LanguageModelRid.of(p.model()))
                  .with("modelPurpose", "PRIMARY_AGENT"));
      case AgentProblem.FunctionMissing p ->
          named(
              p,
              ErrorCode.NOT_FOUND,
              "FunctionLocatorNotFound",
              place
                  .session()
                  .with("functionRid", p.function().value())
                  .with("functionVersion", p.version()));
    };
  }

  private static Refusal of(RequestProblem problem) {
    return switch (problem) {
      case RequestProblem.PreviewRequired p ->
          invalid(p, "ApiFeaturePreviewUsageOnly", JsonObject.EMPTY);
      case RequestProblem.Malformed p -> invalid(p, "Default:InvalidArgument", JsonObject.EMPTY);
      case RequestProblem.WrongShape p -> invalid(p, 422, "Conjure:UnprocessableEntity");
      case RequestProblem.BodyMissing p -> invalid(p, "MissingPostBody", JsonObject.EMPTY);
      case RequestProblem.BodyTooLarge p ->
          named(
              p,
              ErrorCode.REQUEST_ENTITY_TOO_LARGE,
              "Default:RequestEntityTooLarge",
              JsonObject.EMPTY);
      case RequestProblem.MediaTypeUnsupported p -> invalid(p, 415, "Conjure:UnsupportedMediaType");
      case RequestProblem.PageSizeInvalid p ->
          invalid(
              p,
              "InvalidPageSize",
              JsonObject.EMPTY.with("pageSize", new JsonValue.JsonNumber(p.pageSize())));
      case RequestProblem.PageTokenInvalid p ->
          invalid(p, "InvalidPageToken", JsonObject.EMPTY.with("pageToken", p.pageToken()));
    };
  }

  private static Refusal of(SessionProblem problem, Place place) {
    var at = place.session();
    return switch (problem) {
      case SessionProblem.SessionMissing p -> named(p, ErrorCode.NOT_FOUND, "SessionNotFound", at);
      case SessionProblem.TraceMissing p ->
          named(
              p,
              ErrorCode.NOT_FOUND,
              "SessionTraceNotFound",
              at.with("sessionTraceId", p.trace().toString()));
      case SessionProblem.TraceIdTaken p ->
          invalid(
              p, "SessionTraceIdAlreadyExists", at.with("sessionTraceId", p.trace().toString()));
      case SessionProblem.TurnUnderWay p ->
          named(p, ErrorCode.CONFLICT, "Default:Conflict", JsonObject.EMPTY);
      case SessionProblem.SessionOver p ->
          named(p, ErrorCode.CONFLICT, "Default:Conflict", JsonObject.EMPTY);
      case SessionProblem.MessagesWaiting p ->
          named(p, ErrorCode.CONFLICT, "Default:Conflict", JsonObject.EMPTY);
      case SessionProblem.QuestionAnswered p ->
          named(p, ErrorCode.CONFLICT, "Default:Conflict", JsonObject.EMPTY);
      case SessionProblem.MessageNotInProgress p ->
          invalid(
              p,
              "CancelSessionFailedMessageNotInProgress",
              at.with("messageId", p.messageId().toString()));
      case SessionProblem.VariableUnknown p ->
          invalid(
              p,
              "InvalidParameter",
              at.with("parameter", p.variable()).with("details", p.details()));
      case SessionProblem.VariableTypeMismatch p ->
          invalid(
              p,
              "InvalidParameterType",
              at.with("parameter", p.variable())
                  .with("expectedType", p.expected())
                  .with("receivedType", p.received()));
    };
  }

  private static Refusal of(TurnProblem problem, Place place) {
    var at = place.session().with("details", problem.details());
    return switch (problem) {
      case TurnProblem.ContextTooLarge p -> invalid(p, "ContextSizeExceededLimit", at);
      case TurnProblem.RoundsExceeded p -> invalid(p, "AgentIterationsExceededLimit", at);
      case TurnProblem.ModelThrottled p ->
          named(p, ErrorCode.CUSTOM_CLIENT, "RateLimitExceeded", at);
      case TurnProblem.AttemptsExhausted p ->
          named(p, ErrorCode.CUSTOM_CLIENT, "RetryAttemptsExceeded", at);
      case TurnProblem.DeadlineExceeded p ->
          named(p, ErrorCode.CUSTOM_CLIENT, "RetryDeadlineExceeded", at);
      case TurnProblem.ExecutionFailed p -> failed(p, at);
      case TurnProblem.Stopped p -> failed(p, at);
    };
  }

  private static Refusal failed(TurnProblem problem, JsonObject at) {
    return named(
        problem,
        ErrorCode.INTERNAL,
        "SessionExecutionFailed",
        at.with("message", problem.message()));
  }

  private static Refusal invalid(Problem problem, String name, JsonObject parameters) {
    return named(problem, ErrorCode.INVALID_ARGUMENT, name, parameters);
  }

  /** The two framework errors whose status is not that of their code. */
  private static Refusal invalid(Problem problem, int status, String name) {
    return new Named(status, ErrorCode.INVALID_ARGUMENT, name, JsonObject.EMPTY, problem.message());
  }

  private static Refusal named(
      Problem problem, ErrorCode code, String name, JsonObject parameters) {
    return new Named(code.status(), code, name, parameters, problem.message());
  }
}
