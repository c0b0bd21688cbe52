package dev.parley.door.aip;

import static dev.parley.door.aip.FakeHouse.AGENT;
import static dev.parley.door.aip.FakeHouse.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.AgentSpec;
import dev.parley.agent.Limits;
import dev.parley.agent.Profile;
import dev.parley.conversation.Conversations.Ask;
import dev.parley.http.Answer;
import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.problem.AgentProblem.AgentMissing;
import dev.parley.trace.TurnInput;
import dev.parley.variable.VariableValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTest {
  static Stream<Arguments> answers() {
    var session = Session.of(Samples.session());
    var versions = List.of(AgentVersion.of(version(1, 2)));
    return Stream.of(
        answer("Agent", Agent.of(FakeHouse.agentVersion(AGENT, version(2, 1)))),
        answer("Agent-bare", Agent.of(bareAgent())),
        answer("Parameter-objectSet", objectSetParameter()),
        answer("AgentVersion", AgentVersion.of(version(1, 2))),
        answer("ListAgentVersionsResponse", new ListAgentVersionsResponse(versions, "v1.next")),
        answer("Session", session),
        answer("ListSessionsResponse-last", new ListSessionsResponse(List.of(), null)),
        answer("AgentsSessionsPage", new AgentsSessionsPage(List.of(session), "v1.next")),
        answer("Content", Content.of(List.of(Samples.plainTurn(), Samples.richTurn()))),
        answer("CancelSessionResponse", CancelSessionResponse.of(Optional.of(cancelled()))),
        answer("CancelSessionResponse-dropped", CancelSessionResponse.of(Optional.empty())),
        answer(
            "AgentSessionRagContextResponse",
            AgentSessionRagContextResponse.of(List.of(Samples.FUNCTION_CONTEXT))),
        answer("SessionTrace-running", SessionTrace.of(Samples.runningTurn())),
        answer("SessionTrace-complete", SessionTrace.of(Samples.retrievedNothing())),
        answer("ToolCall-rids", callWithRids()));
  }

  private static Arguments answer(String file, Object record) {
    return Arguments.of(file, record);
  }

  private static dev.parley.agent.AgentVersion bareAgent() {
    var profile = new Profile("Support", null, null, List.of());
    var spec = new AgentSpec(profile, null, "", Map.of(), List.of(), Limits.DEFAULT);
    return new dev.parley.agent.AgentVersion(AGENT, version(1, 0), spec);
  }

  private static Parameter objectSetParameter() {
    return new Parameter(
        new ParameterType.ObjectSetParameter(List.of("example-aircraft")),
        ParameterAccessMode.READ_WRITE,
        null);
  }

  private static dev.parley.trace.Turn cancelled() {
    return Samples.turn(
        dev.parley.trace.TurnStatus.CANCELLED,
        Samples.input("?", null),
        dev.parley.trace.Answer.givenAtCancel("Never mind."));
  }

  private static ToolCall callWithRids() {
    return new ToolCall(
        new ToolMetadata("Orders", ToolType.OBJECT_QUERY),
        new ToolCallInput(null, Map.of("set", new ToolInputValue.RidToolInputValue("ri.a..b.c"))),
        new ToolCallOutput.SuccessToolCallOutput(
            new ToolOutputValue.RidToolOutputValue("ri.a..b.d")));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void saysExactlyWhatTheGoldenFileSays(String file, Object record) throws IOException {
    assertThat(Json.tree(record)).isEqualTo(Json.parse(golden(file)));
  }

  @Test
  void wrapsErrorsInTheEnvelope() throws IOException {
    var place = new Place("ri.a..b.c", null, false);
    var refused =
        Refusal.of(new AgentMissing("ri.a..b.c"), place)
            .answer(UUID.fromString("00813215-0844-4716-be7b-a3fe0fce9e42"));
    assertThat(refused).isInstanceOf(Answer.Bytes.class);
    assertThat(Json.parse(((Answer.Bytes) refused).body()))
        .isEqualTo(Json.parse(golden("ErrorEnvelope")));
  }

  static Stream<Arguments> asks() throws IOException {
    var order =
        Samples.object(
            "{\"type\":\"filter\",\"objectSet\":{\"type\":\"base\",\"objectType\":\"customerOrder\"},"
                + "\"where\":{\"type\":\"eq\",\"field\":\"customerId\",\"value\":\"123abc\"}}");
    Map<String, VariableValue> ann = Map.of("customerName", new VariableValue.TextValue("Ann"));
    Map<String, VariableValue> both =
        Map.of(
            "customerName",
            new VariableValue.TextValue("Ann"),
            "currentCustomerOrders",
            new VariableValue.ObjectSetValue("example-ontology", order));
    var contexts =
        new TurnInput.ContextList(List.of(Samples.FUNCTION_CONTEXT, Samples.OBJECT_CONTEXT));
    var blocking = new TurnInput("What is the status of my order?", both, contexts);
    var streaming = Samples.input("And now?", List.of());
    return Stream.of(
        Arguments.of(
            read("BlockingContinueSessionRequest", BlockingContinueSessionRequest.class).toAsk(),
            new Ask(blocking, Samples.TRACE, null)),
        Arguments.of(
            read("StreamingContinueSessionRequest", StreamingContinueSessionRequest.class).toAsk(),
            new Ask(streaming, null, Samples.MESSAGE)),
        Arguments.of(
            read("GetRagContextForSessionRequest", GetRagContextForSessionRequest.class).toInput(),
            new TurnInput("", ann, null)),
        Arguments.of(
            read("CreateSessionRequest", CreateSessionRequest.class),
            new CreateSessionRequest("1.0")),
        Arguments.of(
            read("CancelSessionRequest", CancelSessionRequest.class),
            new CancelSessionRequest(Samples.MESSAGE.toString(), "")),
        Arguments.of(
            read("UpdateSessionTitleRequest", UpdateSessionTitleRequest.class).toTitle(),
            "My order"));
  }

  @ParameterizedTest
  @MethodSource("asks")
  void understandsWhatTheGoldenFileAsks(Object read, Object meant) {
    assertThat(read).isEqualTo(meant);
  }

  private static <T> T read(String file, Class<T> type) throws IOException {
    return Json.read(golden(file), type);
  }

  private static byte[] golden(String file) throws IOException {
    try (var stream = GoldenTest.class.getResourceAsStream("/golden/aip/" + file + ".json")) {
      assertThat(stream).as(file).isNotNull();
      return stream.readAllBytes();
    }
  }

  @Test
  void comparesMembersAndNotTheirOrder() {
    JsonValue one = Json.parse("{\"a\":1,\"b\":2}");
    assertThat(one).isEqualTo(Json.parse("{\"b\":2,\"a\":1}"));
  }
}
