package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    double done = value(turns("done"));
    double failed = value(turns("failed"));
    double cancelled = value(turns("cancelled"));
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
    Await.until("the last turn", () -> value(turns("cancelled")) == cancelled + 1);
    Await.until("the first turn", () -> value(turns("done")) == done + 1);
    Await.until("the second turn", () -> value(turns("failed")) == failed + 1);
    Await.until("the end", () -> value("parley_turns_running") == 0);
  }

  private static String calls(String what, String outcome) {
    return "parley_model_calls_seconds_"
        + what
        + "{model=\"scripted\",outcome=\""
        + outcome
        + "\",provider=\"scripted\"}";
  }

  private static String tokens(String direction) {
    return "parley_model_tokens_total{direction=\""
        + direction
        + "\",model=\"scripted\",provider=\"scripted\"}";
  }

  @Test
  void countsCallsOfModelsTheirTimeAndTokens() throws Exception {
    double calls = value(calls("count", "ok"));
    double failures = value(calls("count", "malformed"));
    double before = value(tokens("input")) + value(tokens("output"));
    var talk = Talk.with(server, TestServer.PLAIN);
    assertThat(talk.say("Hi").textAt("totalTokensUsed")).isEqualTo("30");
    assertThat(value(calls("count", "ok"))).isEqualTo(calls + 1);
    assertThat(value(calls("sum", "ok"))).isPositive();
    assertThat(value(tokens("input")) + value(tokens("output"))).isEqualTo(before + 30);
    Talk.with(server, TestServer.SUPPORT).say("malformed");
    assertThat(value(calls("count", "malformed"))).isEqualTo(failures + 1);
  }

  private static String tools(String tool, String outcome) {
    return "parley_tool_calls_seconds_count{kind=\"function\",outcome=\""
        + outcome
        + "\",tool=\""
        + tool
        + "\"}";
  }

  @Test
  void countsToolsByTheirNameButNotThoseThatAModelMadeUp() throws Exception {
    double failed = value(tools("Weather", "tool_failed"));
    double unknown = value(tools("unknown", "tool_failed"));
    Talk.with(server, TestServer.SUPPORT).say("wrong arguments");
    assertThat(value(tools("Weather", "tool_failed"))).isEqualTo(failed + 1);
    assertThat(value(tools("unknown", "tool_failed"))).isEqualTo(unknown + 1);
    assertThat(scraped()).doesNotContain("Nonsense");
  }

  @Test
  void tellsOpenStreamsAndConnections() throws Exception {
    var talk = Talk.with(server, TestServer.PLAIN);
    var message = TestServer.uuid();
    var open = "parley_streams_open{surface=\"aip\"}";
    var body = talk.stream("stall", "\"messageId\":\"" + message + "\"").body();
    assertThat(body.read()).isPositive();
    assertThat(value(open)).isOne();
    talk.cancel(message);
    body.readAllBytes();
    Await.until("the end of the stream", () -> value(open) == 0);
    assertThat(value("parley_database_connections{state=\"idle\"}")).isPositive();
    assertThat(value("parley_database_connections_limit")).isEqualTo(16);
    assertThat(value("parley_database_waits_seconds_count")).isPositive();
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

  /** What one name is: its type and the labels it is told apart by. */
  private record Told(String type, Set<String> labels) {}

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| ([^|]*)\\|.*$");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  private static Map<String, Told> documented() throws Exception {
    var text = Files.readString(Path.of("docs", "telemetry.md")).split("## Metrics\n", 2)[1];
    var told = new TreeMap<String, Told>();
    ROW.matcher(text)
        .results()
        .filter(row -> !row.group().contains("only with collectors"))
        .forEach(
            row -> told.put(row.group(1), new Told(row.group(2), words(row.group(3), "`(\\w+)`"))));
    return told;
  }

  private static Set<String> words(String text, String word) {
    return Pattern.compile(word)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Without the largest values, which every timer has, and the bounds of buckets. */
  private static Map<String, Told> exposed() throws Exception {
    var text = scraped();
    var told = new TreeMap<String, Told>();
    TYPE.matcher(text)
        .results()
        .filter(type -> !type.group(1).endsWith("_seconds_max"))
        .filter(type -> !type.group(1).equals("jvm_gc_concurrent_phase_time_seconds"))
        .forEach(type -> told.put(type.group(1), new Told(type.group(2), labels(text, type))));
    return told;
  }

  private static Set<String> labels(String text, MatchResult type) {
    var sample = Pattern.compile("(?m)^" + type.group(1) + "(?:_count|_sum)?\\{(.*)} \\S+$");
    var labels = new TreeSet<String>();
    sample
        .matcher(text)
        .results()
        .forEach(found -> labels.addAll(words(found.group(1), LABEL.pattern())));
    return labels;
  }

  @Test
  void hasTheNamesTypesAndLabelsThatAreDocumented() throws Exception {
    var talk = Talk.with(server, TestServer.SUPPORT);
    talk.say("weather, please");
    talk.streamed("Hi", "");
    Talk.with(server, TestServer.PLAIN).say("Hi");
    // Collections are watched once somebody has asked.
    assertThat(scraped()).contains("jvm_memory_used_bytes");
    System.gc();
    Await.until("what a collection leaves", () -> scraped().contains("jvm_gc_pause_seconds_sum"));
    assertThat(exposed()).isEqualTo(documented());
  }
}
