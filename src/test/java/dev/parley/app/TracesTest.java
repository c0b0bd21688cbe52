package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.aip.AipHttp;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The spans that a whole server sends to a collector. */
class TracesTest {
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String ROUTE =
      "/api/v2/aipAgents/agents/{agentRid}/sessions/{sessionRid}/blockingContinue";

  private static OtlpCollector collector;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    collector = OtlpCollector.taking();
    server =
        TestServer.start(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
                "OTEL_EXPORTER_OTLP_HEADERS", "x-key=open-sesame",
                "OTEL_BSP_SCHEDULE_DELAY", "20"));
  }

  @AfterAll
  static void stop() {
    server.close();
    collector.close();
  }

  private static String trace() {
    return TestServer.uuid().replace("-", "");
  }

  /** A blocking continue of a client that names its own span. */
  private static void say(String session, String text, String traceparent) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var path = "/api/v2/aipAgents" + session + "/blockingContinue?preview=true";
      var request =
          HttpRequest.newBuilder(URI.create(server.url() + path))
              .header("Authorization", "Bearer " + TestServer.TOKEN)
              .header("Content-Type", "application/json")
              .header("traceparent", traceparent)
              .POST(BodyPublishers.ofString(TestServer.ask(text)))
              .build();
      assertThat(client.send(request, BodyHandlers.ofString()).body()).isNotEmpty();
    }
  }

  /** The spans of a trace, once that of its request is among them. */
  private static List<Span> spans(String trace) throws Exception {
    Await.until(
        "the request's span",
        () ->
            collector.spansOf(trace).stream()
                .anyMatch(span -> span.getKind() == SpanKind.SPAN_KIND_SERVER));
    Await.until(
        "the turn's span",
        () ->
            collector.spansOf(trace).stream()
                .anyMatch(span -> span.getName().equals("invoke_agent")));
    return collector.spansOf(trace);
  }

  private static String id(String session) {
    return session.substring(session.lastIndexOf('.') + 1);
  }

  @Test
  void followsARequestToItsTurnAndItsSteps() throws Exception {
    var trace = trace();
    var session = server.session(TestServer.SUPPORT);
    say(session, "weather, please", "00-" + trace + "-" + SPAN + "-01");
    var spans = spans(trace);
    assertThat(collector.tree(trace, SPAN))
        .isEqualTo(
            "POST "
                + ROUTE
                + """

                  invoke_agent
                    chat scripted
                    execute_tool Weather
                    chat scripted
                """);
    assertThat(spans).allSatisfy(span -> assertThat(span.getStatus().getCode()).isEqualTo(unset()));
    assertThat(spans).extracting(Span::getKind).containsExactly(kinds());
    assertThat(collector.keys()).contains("open-sesame");
    assertThat(spans)
        .allSatisfy(span ->
            assertThat(span.getEndTimeUnixNano()).isGreaterThan(span.getStartTimeUnixNano()));
  }

  private static StatusCode unset() {
    return StatusCode.STATUS_CODE_UNSET;
  }

  private static SpanKind[] kinds() {
    return new SpanKind[] {
      SpanKind.SPAN_KIND_SERVER,
      SpanKind.SPAN_KIND_INTERNAL,
      SpanKind.SPAN_KIND_CLIENT,
      SpanKind.SPAN_KIND_INTERNAL,
      SpanKind.SPAN_KIND_CLIENT
    };
  }

  @Test
  void namesModelToolConversationAndTokens() throws Exception {
    var trace = trace();
    var session = server.session(TestServer.SUPPORT);
    say(session, "weather, please", "00-" + trace + "-" + SPAN + "-01");
    var spans = spans(trace);
    var turn = turnId(spans.get(1));
    var common =
        """
        gen_ai.agent.id=%s
        gen_ai.conversation.id=%s
        gen_ai.operation.name=%%s
        """
            .formatted(TestServer.SUPPORT, session.substring(session.lastIndexOf('.') + 1));
    assertThat(OtlpCollector.attributes(spans.get(1)))
        .isEqualTo(
            common.formatted("invoke_agent")
                + """
                gen_ai.provider.name=parley
                gen_ai.usage.input_tokens=30
                gen_ai.usage.output_tokens=6
                parley.turn.id=%s
                parley.turn.resumed=false
                parley.turn.status=done\
                """
                    .formatted(turn));
    assertThat(OtlpCollector.attributes(spans.get(2)))
        .isEqualTo(
            common.formatted("chat")
                + """
                gen_ai.provider.name=scripted
                gen_ai.request.model=scripted
                gen_ai.usage.input_tokens=10
                gen_ai.usage.output_tokens=2
                parley.model.purpose=next
                parley.turn.id=%s\
                """
                    .formatted(turn));
    assertThat(OtlpCollector.attributes(spans.get(3)))
        .isEqualTo(
            common.formatted("execute_tool")
                + """
                gen_ai.tool.name=Weather
                gen_ai.tool.type=function
                parley.tool.kind=function
                parley.turn.id=%s\
                """
                    .formatted(turn));
  }

  private static String turnId(Span turn) {
    return OtlpCollector.attributes(turn)
        .replaceAll("(?s).*parley.turn.id=([0-9a-f-]{36}).*", "$1");
  }

  @Test
  void hangsToolsThatRunBesideOneAnotherBelowTheirTurn() throws Exception {
    var trace = trace();
    var session = server.session(TestServer.SUPPORT);
    say(session, "two cities", "00-" + trace + "-" + SPAN + "-01");
    var turn = OtlpCollector.id(spans(trace).get(1));
    assertThat(collector.tree(trace, turn))
        .isEqualTo(
            """
            chat scripted
            execute_tool Weather
            execute_tool Weather
            chat scripted
            execute_tool Weather
            chat scripted
            """);
  }

  @Test
  void tellsWhatWentWrongAndWhoWasToldSo() throws Exception {
    var trace = trace();
    say(server.session(TestServer.SUPPORT), "malformed", "00-" + trace + "-" + SPAN + "-01");
    var spans = spans(trace);
    assertThat(OtlpCollector.attributes(spans.getFirst()))
        .containsPattern("parley.error_instance_id=[0-9a-f-]{36}\n")
        .contains("parley.refusal=execution_failed");
    assertThat(OtlpCollector.attributes(spans.get(1)))
        .contains("error.type=execution_failed", "parley.turn.status=failed");
    assertThat(OtlpCollector.attributes(spans.get(2))).contains("error.type=malformed");
    assertThat(spans.subList(1, 3))
        .allSatisfy(
            span -> assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR));
  }

  @Test
  void holdsNothingThatAnybodySaidOrKeepsSecret() throws Exception {
    var trace = trace();
    var session = server.session(TestServer.SUPPORT);
    say(session, "weather for canary-7081", "00-" + trace + "-" + SPAN + "-01");
    say(session, "wrong arguments", "00-" + trace + "-" + SPAN + "-01");
    say(session, "malformed", "00-" + trace + "-" + SPAN + "-01");
    Await.until("three requests", () -> count(trace, "invoke_agent") == 3);
    Await.until("three requests", () -> count(trace, "POST " + ROUTE) == 3);
    assertThat(count(trace, "execute_tool unknown")).isOne();
    assertThat(collector.raw())
        .contains("execute_tool Weather")
        .doesNotContain("canary-7081", "Oslo", "Let me look", "Sunny", "Nonsense", "wrong arg")
        .doesNotContain(TestServer.TOKEN, TestServer.SECRET, "sk-test", "test-password");
  }

  private static long count(String trace, String name) {
    return collector.spansOf(trace).stream().filter(span -> span.getName().equals(name)).count();
  }

  @Test
  void goesByWhatTheClientRecords() throws Exception {
    var unrecorded = trace();
    var recorded = trace();
    var session = server.session(TestServer.PLAIN);
    say(session, "Hi", "00-" + unrecorded + "-" + SPAN + "-00");
    say(session, "Hi", "00-" + recorded + "-" + SPAN + "-01");
    assertThat(spans(recorded)).hasSize(3);
    assertThat(collector.spansOf(unrecorded)).isEmpty();
  }

  @Test
  void beginsATraceOfItsOwnWithoutAProperTraceparent() throws Exception {
    var session = server.session(TestServer.PLAIN);
    var trace = "AF7651916CD43DD8448EB211C80319C0";
    say(session, "Hi", "00-" + trace + "-" + SPAN + "-01");
    var conversation = "gen_ai.conversation.id=" + id(session);
    Await.until(
        "the turn",
        () ->
            collector.spans().stream()
                .map(OtlpCollector::attributes)
                .anyMatch(text -> text.contains(conversation) && text.contains("invoke_agent")));
    assertThat(collector.raw()).doesNotContain(trace);
    var turn =
        collector.spans().stream()
            .filter(span -> OtlpCollector.attributes(span).contains(conversation))
            .findFirst()
            .orElseThrow();
    var own = OtlpCollector.hex(turn.getTraceId().toByteArray());
    assertThat(spans(own)).hasSize(3);
    assertThat(spans(own).getFirst().getParentSpanId().isEmpty()).isTrue();
  }

  @Test
  void followsNoProbesOrScrapes() throws Exception {
    var client = new AipHttp(server.url(), TestServer.TOKEN);
    assertThat(client.sendTo("/metrics", "GET", null).status()).isEqualTo(200);
    assertThat(client.sendTo("/health/ready", "GET", null).status()).isEqualTo(200);
    var trace = trace();
    say(server.session(TestServer.PLAIN), "Hi", "00-" + trace + "-" + SPAN + "-01");
    assertThat(spans(trace)).isNotEmpty();
    assertThat(collector.raw()).doesNotContain("/metrics", "/health");
  }
}
