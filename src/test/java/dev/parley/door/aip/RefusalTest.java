package dev.parley.door.aip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.http.Answer;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.AccessProblem;
import dev.parley.problem.AgentProblem;
import dev.parley.problem.FileProblem;
import dev.parley.problem.LiveProblem;
import dev.parley.problem.Problem;
import dev.parley.problem.RequestProblem;
import dev.parley.problem.SessionProblem;
import dev.parley.problem.TurnProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTest {
  private static final UUID INSTANCE = UUID.fromString("00813215-0844-4716-be7b-a3fe0fce9e42");
  private static final String A = "ri.aip-agents..agent.732cd5b4-7ca7-4219-aabb-6e976faf63b1";
  private static final String S = "ri.aip-agents..session.292db3b2-b653-4de6-971c-7e97a7b881d6";
  private static final Place IN_SESSION = new Place(A, S, false);
  private static final String AT_AGENT = "\"agentRid\":\"" + A + "\"";
  private static final String AT = AT_AGENT + ",\"sessionRid\":\"" + S + "\"";
  private static final String T = Samples.TRACE.toString();

  /** Problems of files and browsers, which sessions of this door do not have. */
  private static Stream<Arguments> elsewhere() {
    return Stream.<Problem>of(
            new LiveProblem.ControlTaken("Ada", Instant.EPOCH),
            new LiveProblem.ControlLost("It was given back."),
            new LiveProblem.AgentActs(),
            new LiveProblem.BrowserAway("There is none."),
            new LiveProblem.BrowserElsewhere(),
            new LiveProblem.InputOutOfOrder(3),
            new FileProblem.FileMissing("a"),
            new FileProblem.FileNameRefused("bad"),
            new FileProblem.FileTooLarge(9),
            new FileProblem.QuotaExceeded(9))
        .map(problem -> row(problem, "400 INVALID_ARGUMENT Default:InvalidArgument", ""));
  }

  static Stream<Arguments> table() {
    return Stream.of(access(), agents(), requests(), sessions(), turns(), elsewhere())
        .flatMap(rows -> rows);
  }

  private static Arguments row(Problem problem, String said, String parameters) {
    return Arguments.of(problem, said, "{" + parameters + "}");
  }

  private static Stream<Arguments> access() {
    return Stream.of(
        row(new AccessProblem.CredentialsMissing(), "401 UNAUTHORIZED MissingCredentials", ""),
        row(
            new AccessProblem.CredentialsRefused(AccessProblem.Refusal.EXPIRED),
            "401 UNAUTHORIZED Default:Unauthorized",
            "\"error\":\"EXPIRED\""),
        row(
            new AccessProblem.ScopeMissing("api:aip-agents-read"),
            "403 PERMISSION_DENIED ApiUsageDenied",
            "\"missingScope\":\"api:aip-agents-read\""),
        row(
            new AccessProblem.AdministratorOnly(),
            "403 PERMISSION_DENIED Default:PermissionDenied",
            ""),
        row(new AccessProblem.TooManyRequests(Duration.ofMillis(1500)), "429", ""),
        row(new AccessProblem.Unavailable("later", Optional.of(Duration.ofSeconds(5))), "503", ""));
  }

  private static Stream<Arguments> agents() {
    return Stream.of(
        row(new AgentProblem.AgentMissing(A), "404 NOT_FOUND AgentNotFound", AT_AGENT),
        row(
            new AgentProblem.VersionMissing(FakeHouse.AGENT, "7.0"),
            "404 NOT_FOUND AgentVersionNotFound",
            AT_AGENT + ",\"agentVersionString\":\"7.0\""),
        row(
            new AgentProblem.VersionMalformed(FakeHouse.AGENT, "x"),
            "400 INVALID_ARGUMENT InvalidAgentVersion",
            AT_AGENT + ",\"version\":\"x\""),
        row(
            new AgentProblem.NothingPublished(FakeHouse.AGENT),
            "400 INVALID_ARGUMENT NoPublishedAgentVersion",
            AT_AGENT),
        row(
            new AgentProblem.ModelUnknown("openai@http://h:1/v1:m"),
            "400 INVALID_ARGUMENT UnsupportedLanguageModelRid",
            AT
                + ",\"languageModelRid\":\"ri.language-model-service..language-model"
                + ".openai-http---h-1-v1-m\",\"modelPurpose\":\"PRIMARY_AGENT\""),
        row(
            new AgentProblem.FunctionMissing(Samples.FUNCTION, "1.0.0"),
            "404 NOT_FOUND FunctionLocatorNotFound",
            AT + ",\"functionRid\":\"" + Samples.FUNCTION + "\",\"functionVersion\":\"1.0.0\""));
  }

  private static Stream<Arguments> requests() {
    return Stream.of(
        row(
            new RequestProblem.PreviewRequired(),
            "400 INVALID_ARGUMENT ApiFeaturePreviewUsageOnly",
            ""),
        row(
            new RequestProblem.Malformed("bad"),
            "400 INVALID_ARGUMENT Default:InvalidArgument",
            ""),
        row(
            new RequestProblem.WrongShape("bad"),
            "422 INVALID_ARGUMENT Conjure:UnprocessableEntity",
            ""),
        row(new RequestProblem.BodyMissing(), "400 INVALID_ARGUMENT MissingPostBody", ""),
        row(
            new RequestProblem.BodyTooLarge(9),
            "413 REQUEST_ENTITY_TOO_LARGE Default:RequestEntityTooLarge",
            ""),
        row(
            new RequestProblem.MediaTypeUnsupported("text/plain"),
            "415 INVALID_ARGUMENT Conjure:UnsupportedMediaType",
            ""),
        row(
            new RequestProblem.PageSizeInvalid(-1),
            "400 INVALID_ARGUMENT InvalidPageSize",
            "\"pageSize\":-1"),
        row(
            new RequestProblem.PageTokenInvalid("x"),
            "400 INVALID_ARGUMENT InvalidPageToken",
            "\"pageToken\":\"x\""));
  }

  private static Stream<Arguments> sessions() {
    return Stream.of(
        row(new SessionProblem.SessionMissing(), "404 NOT_FOUND SessionNotFound", AT),
        row(
            new SessionProblem.TraceMissing(Samples.TRACE),
            "404 NOT_FOUND SessionTraceNotFound",
            AT + ",\"sessionTraceId\":\"" + T + "\""),
        row(
            new SessionProblem.TraceIdTaken(Samples.TRACE),
            "400 INVALID_ARGUMENT SessionTraceIdAlreadyExists",
            AT + ",\"sessionTraceId\":\"" + T + "\""),
        row(new SessionProblem.TurnUnderWay(), "409 CONFLICT Default:Conflict", ""),
        row(new SessionProblem.SessionOver("stopped"), "409 CONFLICT Default:Conflict", ""),
        row(new SessionProblem.QuestionAnswered(), "409 CONFLICT Default:Conflict", ""),
        row(new SessionProblem.MessagesWaiting(100), "409 CONFLICT Default:Conflict", ""),
        row(
            new SessionProblem.MessageNotInProgress(Samples.MESSAGE),
            "400 INVALID_ARGUMENT CancelSessionFailedMessageNotInProgress",
            AT + ",\"messageId\":\"" + Samples.MESSAGE + "\""),
        row(
            new SessionProblem.VariableUnknown("x", "why"),
            "400 INVALID_ARGUMENT InvalidParameter",
            AT + ",\"parameter\":\"x\",\"details\":\"why\""),
        row(
            new SessionProblem.VariableTypeMismatch("x", "string", "objectSet"),
            "400 INVALID_ARGUMENT InvalidParameterType",
            AT
                + ",\"parameter\":\"x\",\"expectedType\":\"string\",\"receivedType\":\"objectSet\""));
  }

  private static Stream<Arguments> turns() {
    var details = AT + ",\"details\":\"d\"";
    return Stream.of(
        row(
            new TurnProblem.ContextTooLarge("d"),
            "400 INVALID_ARGUMENT ContextSizeExceededLimit",
            details),
        row(
            new TurnProblem.RoundsExceeded("d"),
            "400 INVALID_ARGUMENT AgentIterationsExceededLimit",
            details),
        row(new TurnProblem.ModelThrottled("d"), "400 CUSTOM_CLIENT RateLimitExceeded", details),
        row(
            new TurnProblem.AttemptsExhausted("d"),
            "400 CUSTOM_CLIENT RetryAttemptsExceeded",
            details),
        row(
            new TurnProblem.DeadlineExceeded("d"),
            "400 CUSTOM_CLIENT RetryDeadlineExceeded",
            details),
        row(
            new TurnProblem.ExecutionFailed("broken", "d"),
            "500 INTERNAL SessionExecutionFailed",
            details + ",\"message\":\"broken\""),
        row(
            new TurnProblem.Stopped("d"),
            "500 INTERNAL SessionExecutionFailed",
            details + ",\"message\":\"The turn was cancelled.\""));
  }

  @ParameterizedTest
  @MethodSource("table")
  void saysOfEachProblem(Problem problem, String said, String parameters) {
    switch (Refusal.of(problem, IN_SESSION).answer(INSTANCE)) {
      case Answer.Bytes bytes -> {
        var body = (JsonObject) Json.parse(bytes.body());
        assertThat(bytes.status() + " " + text(body, "errorCode") + " " + text(body, "errorName"))
            .isEqualTo(said);
        assertThat(body.get("parameters")).contains(Json.parse(parameters));
        assertThat(text(body, "errorInstanceId")).isEqualTo(INSTANCE.toString());
        assertThat(text(body, "errorDescription")).isEqualTo(problem.message());
      }
      case Answer.Empty empty -> assertThat(empty.status()).hasToString(said);
      case Answer other -> throw new AssertionError(other);
    }
  }

  private static String text(JsonObject body, String name) {
    return body.text(name).orElseThrow();
  }

  @Test
  void hasARowForEveryProblem() {
    var rows =
        table().map(row -> Objects.requireNonNull(row.get()[0]).getClass().getName()).toList();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(leaves(Problem.class).map(Class::getName).toList());
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RefusalTest::leaves)
        : Stream.of(type);
  }

  @Test
  void leavesOutTheSessionWhileThereIsNone() {
    var refusal =
        Refusal.of(
            new AgentProblem.FunctionMissing(Samples.FUNCTION, "1.0.0"), new Place(A, null, false));
    assertThat(((Refusal.Named) refusal).parameters().members())
        .containsOnlyKeys("agentRid", "functionRid", "functionVersion");
  }

  @Test
  void deniesTheListOverAllAgentsInItsOwnWords() {
    var refusal =
        Refusal.of(
            new AccessProblem.ScopeMissing("api:aip-agents-write"), new Place(null, null, true));
    assertThat(refusal)
        .extracting("status", "name", "parameters")
        .containsExactly(403, "GetAllSessionsAgentsPermissionDenied", JsonObject.EMPTY);
  }
}
