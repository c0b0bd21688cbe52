package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Collectors that are no use: turns go on, and little is held for them. */
class CollectorTroubleTest {
  private static ListAppender<ILoggingEvent> listen() {
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    ((Logger) LoggerFactory.getLogger("dev.parley.telemetry.Export")).addAppender(lines);
    return lines;
  }

  private static double spans(TestServer server, String outcome) throws Exception {
    var text = server.client().withToken(null).sendTo("/metrics", "GET", null).text();
    var line = Pattern.compile("parley_spans_total\\{outcome=\"" + outcome + "\"} (\\S+)");
    return line.matcher(text).results().mapToDouble(at -> Double.parseDouble(at.group(1))).sum();
  }

  @Test
  void turnsEndAndTheServerStopsWhileACollectorHangs() throws Exception {
    try (var collector = OtlpCollector.hanging()) {
      var server =
          TestServer.start(
              Map.of(
                  "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
                  "OTEL_BSP_MAX_QUEUE_SIZE", "8",
                  "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "8",
                  "OTEL_BSP_SCHEDULE_DELAY", "1"));
      try (server) {
        var talk = Talk.with(server, TestServer.PLAIN);
        collector.awaitRequest();
        for (int turn = 0; turn < 20; turn++) {
          assertThat(talk.say("Hi").status()).isEqualTo(200);
        }
      }
      // It is closed by now, and the collector has not answered once.
      assertThat(collector.spans()).isEmpty();
      collector.open();
      Await.until("what was under way", () -> !collector.spans().isEmpty());
      // 20 turns are 60 spans: what found no room in the queue was dropped.
      assertThat(collector.spans()).hasSizeLessThanOrEqualTo(17);
    }
  }

  @Test
  void lossesAreCountedAndToldOnce() throws Exception {
    var lines = listen();
    try (var collector = OtlpCollector.refusing();
        var server =
            TestServer.start(
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    collector.url(),
                    "OTEL_BSP_SCHEDULE_DELAY",
                    "1"))) {
      var talk = Talk.with(server, TestServer.PLAIN);
      for (int turn = 0; turn < 3; turn++) {
        assertThat(talk.say("Hi").status()).isEqualTo(200);
        int asked = 3 * (turn + 1);
        Await.until("the loss", () -> spans(server, "lost") >= asked);
      }
      assertThat(spans(server, "sent")).isZero();
      assertThat(lines.list).hasSize(1);
      assertThat(lines.list.getFirst().getFormattedMessage())
          .contains("OTEL_EXPORTER_OTLP_ENDPOINT")
          .doesNotContain(collector.url());
    }
  }

  @Test
  void settingsThatCannotBeAreRefusedWithoutTheirValues() {
    var source =
        SettingSource.of(
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "collector-7081:4317",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
            Path.of("none.yaml"));
    assertThatThrownBy(() -> ReadSettings.from(source))
        .isInstanceOf(BadSettings.class)
        .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https address")
        .hasMessageContaining("OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf")
        .hasMessageNotContaining("7081");
  }
}
