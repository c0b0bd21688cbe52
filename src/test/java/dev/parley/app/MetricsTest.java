package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code /metrics} of a whole server tells, without credentials. */
class MetricsTest {
  private static TestServer server;

  @BeforeAll
  static void startServer() {
    server = TestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static String scraped() throws Exception {
    var reply = server.client().withToken(null).sendTo("/metrics", "GET", null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    return reply.text();
  }

  /** The value of one line; zero while it is not there. */
  private static double value(String name) throws Exception {
    var line = Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(scraped());
    return line.find() ? Double.parseDouble(line.group(1)) : 0;
  }

  private static String turns(String outcome) {
    return "parley_turns_seconds_count{outcome=\"" + outcome + "\"}";
  }

  @Test
  void countsTurnsByWhatBecameOfThem() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    double done = value(turns("DONE"));
    double failed = value(turns("FAILED"));
    double cancelled = value(turns("CANCELLED"));
    talk.say("Hi");
    talk.say("malformed");
    var message = TestServer.uuid();
    var stalled = Talk.with(server, TestServer.PLAIN);
    var body = stalled.stream("stall", "\"messageId\":\"" + message + "\"").body();
    assertThat(body.read()).isPositive();
    assertThat(value("parley_turns_running")).isOne();
    stalled.cancel(message);
    body.readAllBytes();
    // A turn is counted by its own thread, after its answer.
    Await.until("the last turn", () -> value(turns("CANCELLED")) == cancelled + 1);
    Await.until("the first turn", () -> value(turns("DONE")) == done + 1);
    Await.until("the second turn", () -> value(turns("FAILED")) == failed + 1);
    Await.until("the end", () -> value("parley_turns_running") == 0);
  }

  @Test
  void countsCallsOfModelsTheirTimeAndTokens() throws Exception {
    double calls = value("parley_model_calls_seconds_count{failed=\"false\"}");
    double failures = value("parley_model_calls_seconds_count{failed=\"true\"}");
    double read = value("parley_model_tokens_total{direction=\"input\"}");
    double written = value("parley_model_tokens_total{direction=\"output\"}");
    var talk = Talk.with(server, TestServer.PLAIN);
    assertThat(talk.say("Hi").textAt("totalTokensUsed")).isEqualTo("30");
    assertThat(value("parley_model_calls_seconds_count{failed=\"false\"}")).isEqualTo(calls + 1);
    assertThat(value("parley_model_calls_seconds_sum{failed=\"false\"}")).isPositive();
    double tokens =
        value("parley_model_tokens_total{direction=\"input\"}")
            - read
            + value("parley_model_tokens_total{direction=\"output\"}")
            - written;
    assertThat(tokens).isEqualTo(30);
    Talk.with(server, TestServer.SUPPORT).say("malformed");
    assertThat(value("parley_model_calls_seconds_count{failed=\"true\"}")).isEqualTo(failures + 1);
  }

  @Test
  void countsRequestsByRouteAndNeverByWhatStandsInThem() throws Exception {
    var nobody = "ri.aip-agents..agent." + TestServer.uuid();
    var route =
        "parley_requests_seconds_count{method=\"GET\",route=\"/api/v2/aipAgents/agents/{agentRid}\","
            + "status=\"404\",surface=\"aip\"}";
    double before = value(route);
    server.client().get("/agents/" + nobody);
    Await.until("the request", () -> value(route) == before + 1);
    assertThat(scraped()).doesNotContain(nobody, TestServer.TOKEN);
  }

  @Test
  void tellsTheAgeOfItsLeaseAndItsQueue() throws Exception {
    assertThat(scraped()).contains("parley_turns_queued 0.0");
    assertThat(value("parley_lease_age_seconds")).isBetween(0.0, 8.0);
  }
}
