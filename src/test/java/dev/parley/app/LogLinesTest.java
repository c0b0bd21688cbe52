package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.span.Place;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The log as JSON lines, for whoever has an {@code errorInstanceId} and wants to know more. */
class LogLinesTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    var logger = (Logger) LoggerFactory.getLogger("dev.parley");
    var lines = new OutputStreamAppender<ILoggingEvent>();
    var encoder = new JsonLines();
    encoder.start();
    lines.setContext(logger.getLoggerContext());
    lines.setEncoder(encoder);
    lines.setOutputStream(LOG);
    lines.start();
    logger.addAppender(lines);
    logger.setLevel(Level.INFO);
    var access = (Logger) LoggerFactory.getLogger("dev.parley.access");
    access.setLevel(Level.INFO);
    if (!access.isAdditive()) {
      access.addAppender(lines);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What a request with our traceparent is answered. */
  private static JsonObject ask(String path, int status) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(server.url() + "/api/v2/aipAgents" + path))
              .header("Authorization", "Bearer " + TestServer.TOKEN)
              .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
              .build();
      var reply = client.send(request, BodyHandlers.ofString());
      assertThat(reply.statusCode()).isEqualTo(status);
      return (JsonObject) Json.parse(reply.body());
    }
  }

  private static List<JsonObject> lines() {
    return LOG.toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> (JsonObject) Json.parse(line))
        .toList();
  }

  /** The lines with this instance, once there are so many. */
  private static List<JsonObject> lines(String instance, int count) throws Exception {
    Await.until("lines of " + instance, () -> of(instance).size() >= count);
    return of(instance);
  }

  private static List<JsonObject> of(String instance) {
    return lines().stream()
        .filter(line -> line.text("errorInstanceId").filter(instance::equals).isPresent())
        .toList();
  }

  private static void execute(String sql) throws Exception {
    var at = server.database();
    try (var connection = DriverManager.getConnection(at.jdbcUrl(), at.user(), at.password());
        var statement = connection.createStatement()) {
      var _ = statement.execute(sql);
    }
  }

  @Test
  void anUnforeseenFailureIsFoundWithItsStackAndTrace() throws Exception {
    var session = server.session(TestServer.PLAIN);
    String instance;
    execute("alter table session rename to session_7081");
    try {
      instance = ask(session + "?preview=true", 500).text("errorInstanceId").orElseThrow();
    } finally {
      execute("alter table session_7081 rename to session");
    }
    var found = lines(instance, 2);
    assertThat(found).hasSize(2);
    assertThat(found).allSatisfy(line -> assertThat(line.text("trace_id")).hasValue(TRACE));
    var failure = found.getFirst();
    assertThat(failure.text("level")).hasValue("ERROR");
    assertThat(failure.text("span_id").orElseThrow()).matches("[0-9a-f]{16}");
    assertThat(failure.text("error").orElseThrow()).contains("Exception", "\tat dev.parley.");
    assertThat(failure.text("time").orElseThrow()).endsWith("Z");
    assertThat(found.getLast().text("logger")).hasValue("dev.parley.access");
    assertThat(found.getLast().text("message").orElseThrow()).contains(" 500 ");
  }

  @Test
  void aRefusalIsFoundInTheAccessLogAndCostsNoStack() throws Exception {
    var path = "/agents/ri.aip-agents..agent." + TestServer.uuid() + "?preview=true";
    var instance = ask(path, 404).text("errorInstanceId").orElseThrow();
    var found = lines(instance, 1);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().text("trace_id")).hasValue(TRACE);
    assertThat(found.getFirst().text("level")).hasValue("INFO");
    assertThat(found.getFirst().get("error")).isEmpty();
    assertThat(found.getFirst().text("message").orElseThrow()).contains(" 404 ", "AgentMissing");
  }

  @Test
  void aTurnThatFailedIsFoundWithWhatItsCallerWasTold() throws Exception {
    var reply = Talk.with(server, TestServer.SUPPORT).say("malformed");
    assertThat(reply.status()).isEqualTo(500);
    var found = lines(reply.textAt("errorInstanceId"), 2).getFirst();
    assertThat(found.text("level")).hasValue("ERROR");
    assertThat(found.text("message").orElseThrow()).startsWith("ExecutionFailed: ");
    assertThat(found.get("error")).isEmpty();
  }

  @Test
  void aLineIsOneLineWhateverItSays() throws Exception {
    var log = LoggerFactory.getLogger("dev.parley.test");
    Place.below("00-" + TRACE + "-00f067aa0ba902b7-01")
        .orElseThrow()
        .run(() -> log.atWarn().addKeyValue("errorInstanceId", "i-1").log("two\nlines \u0007"));
    var line = lines("i-1", 1).getFirst();
    assertThat(line.text("message")).hasValue("two\nlines \u0007");
    assertThat(line.text("thread")).hasValue(Thread.currentThread().getName());
  }

  @Test
  void noLineHoldsAToken() throws Exception {
    var _ = ask("/agents/none?preview=true&secret=" + TestServer.SECRET.hashCode(), 400);
    Await.until("the line", () -> lines().stream().anyMatch(LogLinesTest::isOfNone));
    assertThat(LOG.toString(StandardCharsets.UTF_8))
        .doesNotContain(TestServer.TOKEN, "secret=", "test-password", "sk-test");
  }

  private static boolean isOfNone(JsonObject line) {
    return line.text("message").filter(text -> text.contains("/agents/none")).isPresent();
  }
}
