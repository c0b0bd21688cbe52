package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipHttp;
import dev.parley.door.aip.AipHttp.Reply;
import dev.parley.json.JsonValue.JsonNull;
import dev.parley.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every row of contract §4.3, read from the contract itself: provoked here, or with the reason why
 * it cannot be yet. What it answers must be what the row says.
 */
class ErrorCatalogueTest {
  private static final Pattern ROW =
      Pattern.compile("\\| (\\w+) \\| \\**([A-Z_]+)\\** \\| (\\d{3}) \\| ([^|]+) \\| ([^|]+) \\|");

  private static final Pattern OPERATION =
      Pattern.compile("### 2\\.(?:[1-9]|1[0-5]) ([a-zA-Z]+)(?: .*)?");

  /** A row of the contract. */
  private record Row(String name, String code, int status, List<String> parameters) {
    static Stream<Row> all() throws IOException {
      return Files.readString(Path.of("docs/contracts/aip-agents.md"))
          .lines()
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .map(row ->
              new Row(
                  row.group(1),
                  row.group(2),
                  Integer.parseInt(row.group(3)),
                  parameters(row.group(4))));
    }

    /** {@code A, S?, details (string)} are agentRid, perhaps sessionRid, and details. */
    private static List<String> parameters(String written) {
      return Stream.of(written.split(","))
          .map(word -> word.strip().replaceAll(" .*", ""))
          .filter(word -> !word.equals("S?") && !word.equals("–"))
          .map(word ->
              switch (word) {
                case "A" -> "agentRid";
                case "S" -> "sessionRid";
                default -> word;
              })
          .toList();
    }
  }

  private static final String NO_DENIAL =
      "every user may do everything with what they can see (decisions §1.4)";
  private static final String NO_ONTOLOGY = "object types come with the ontology";

  private static final Map<String, String> LATER =
      Map.ofEntries(
          Map.entry("ContentNotFound", "a session without its content cannot be, they are one"),
          Map.entry("ObjectTypeIdsNotFound", NO_ONTOLOGY),
          Map.entry("ObjectTypeRidsNotFound", NO_ONTOLOGY),
          Map.entry("OntologyEntitiesNotFound", NO_ONTOLOGY),
          Map.entry("ActionTypeNotFound", "actions come with the ontology"),
          Map.entry("CreateSessionPermissionDenied", NO_DENIAL),
          Map.entry("DeleteSessionPermissionDenied", NO_DENIAL),
          Map.entry("BlockingContinueSessionPermissionDenied", NO_DENIAL),
          Map.entry("StreamingContinueSessionPermissionDenied", NO_DENIAL),
          Map.entry("CancelSessionPermissionDenied", NO_DENIAL),
          Map.entry("GetRagContextForSessionPermissionDenied", NO_DENIAL),
          Map.entry("UpdateSessionTitlePermissionDenied", NO_DENIAL),
          Map.entry("ListSessionsForAgentsPermissionDenied", NO_DENIAL));

  private static TestServer server;
  private static AipHttp client;

  @BeforeAll
  static void startServer() {
    server = TestServer.start();
    client = server.client();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static String agent(String rid) {
    return "/agents/" + rid;
  }

  private static Reply say(String agent, String text) throws Exception {
    return Talk.with(server, agent).say(text);
  }

  private static Map<String, Callable<Reply>> provoked() {
    var all = new LinkedHashMap<String, Callable<Reply>>();
    var nobody = agent("ri.aip-agents..agent." + TestServer.uuid());
    all.put("AgentNotFound", () -> client.get(nobody));
    all.put("AgentVersionNotFound", () -> client.get(agent(TestServer.PLAIN) + "?version=7.3"));
    all.put(
        "SessionNotFound",
        () ->
            client.get(
                agent(TestServer.PLAIN) + "/sessions/ri.aip-agents..session." + TestServer.uuid()));
    all.put(
        "SessionTraceNotFound", () -> Talk.with(server, TestServer.PLAIN).trace(TestServer.uuid()));
    all.put("InvalidAgentVersion", () -> client.get(agent(TestServer.PLAIN) + "?version=one"));
    all.put("NoPublishedAgentVersion", () -> client.get(agent(TestServer.DRAFT)));
    all.put(
        "InvalidParameter",
        () ->
            Talk.with(server, TestServer.SUPPORT)
                .say("Hi", "\"parameterInputs\":{\"x\":{\"type\":\"string\",\"value\":\"\"}}"));
    all.put(
        "InvalidParameterType",
        () ->
            Talk.with(server, TestServer.SUPPORT)
                .say(
                    "Hi",
                    "\"parameterInputs\":{\"mood\":{\"type\":\"objectSet\",\"ontology\":\"o\","
                        + "\"objectSet\":{\"type\":\"base\",\"objectType\":\"order\"}}}"));
    all.put("SessionTraceIdAlreadyExists", ErrorCatalogueTest::sameTraceTwice);
    all.put(
        "CancelSessionFailedMessageNotInProgress",
        () -> Talk.with(server, TestServer.PLAIN).cancel(TestServer.uuid()));
    all.put("ContextSizeExceededLimit", () -> say(TestServer.SUPPORT, "context size"));
    all.put("AgentIterationsExceededLimit", () -> say(TestServer.SUPPORT, "for ever"));
    all.put("RateLimitExceeded", () -> say(TestServer.SUPPORT, "rate limit"));
    all.put("RetryAttemptsExceeded", () -> say(TestServer.SUPPORT, "overloaded"));
    all.put("RetryDeadlineExceeded", () -> say(TestServer.SUPPORT, "late retry"));
    all.put("SessionExecutionFailed", () -> say(TestServer.SUPPORT, "malformed"));
    all.put(
        "FunctionLocatorNotFound",
        () -> client.post(agent(TestServer.NO_FUNCTION) + "/sessions", "{}"));
    all.put(
        "UnsupportedLanguageModelRid",
        () -> client.post(agent(TestServer.NO_MODEL) + "/sessions", "{}"));
    all.put(
        "GetAllSessionsAgentsPermissionDenied",
        () -> server.oauthClient("api:aip-agents-read").get("/agents/allSessions"));
    return all;
  }

  private static Reply sameTraceTwice() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    var id = "\"sessionTraceId\":\"" + TestServer.uuid() + "\"";
    talk.say("one", id);
    return talk.say("two", id);
  }

  @Test
  void accountsForEveryRowOfTheContract() throws IOException {
    var names = Row.all().map(Row::name).toList();
    assertThat(names).hasSize(32).doesNotHaveDuplicates();
    var known = new ArrayList<>(provoked().keySet());
    known.addAll(LATER.keySet());
    assertThat(known).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  void theDocumentsNameAllOperations() throws IOException {
    var document = Files.readString(Path.of("docs/api.md"));
    var operations =
        Files.readString(Path.of("docs/contracts/aip-agents.md"))
            .lines()
            .map(OPERATION::matcher)
            .filter(Matcher::matches)
            .map(heading -> heading.group(1))
            .toList();
    assertThat(operations).hasSize(15).allMatch(name -> document.contains("| " + name + " | yes"));
  }

  @TestFactory
  Stream<DynamicTest> answersAsTheRowSays() throws IOException {
    var provoked = provoked();
    return Row.all()
        .filter(row -> provoked.containsKey(row.name()))
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(),
                () -> check(row, Objects.requireNonNull(provoked.get(row.name())).call())));
  }

  private static void check(Row row, Reply reply) {
    assertThat(reply.status()).as(reply.text()).isEqualTo(row.status());
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(reply.textAt("errorCode")).isEqualTo(row.code());
    assertThat(reply.textAt("errorName")).isEqualTo(row.name());
    assertThat(UUID.fromString(reply.textAt("errorInstanceId"))).isNotNull();
    assertThat(reply.textAt("errorDescription"))
        .isNotBlank()
        .doesNotContain("Exception", "dev.parley", "java.");
    assertThat(reply.json().get("message")).isEmpty();
    var parameters = (JsonObject) reply.parameters();
    assertThat(parameters.members().keySet()).containsAll(row.parameters());
    assertThat(parameters.members().values()).doesNotContain(new JsonNull());
  }
}
