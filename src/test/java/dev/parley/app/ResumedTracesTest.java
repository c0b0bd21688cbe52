package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The spans of a turn that one server begins and another ends. */
class ResumedTracesTest {
  private static List<Span> turns(OtlpCollector collector) {
    return collector.spans().stream()
        .filter(span -> span.getName().equals("invoke_agent"))
        .toList();
  }

  private static String turn(Span span, String status, boolean resumed) {
    assertThat(OtlpCollector.attributes(span))
        .contains("parley.turn.status=" + status, "parley.turn.resumed=" + resumed);
    return OtlpCollector.attributes(span)
        .replaceAll("(?s).*(parley.turn.id=[0-9a-f-]{36}).*", "$1");
  }

  @Test
  void eachRunHasASpanThatNamesTheTurn() throws Exception {
    try (var collector = OtlpCollector.taking();
        var server =
            TestServer.start(
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    collector.url(),
                    "OTEL_BSP_SCHEDULE_DELAY",
                    "20"))) {
      var broken = Talk.with(server, TestServer.SUPPORT).sayMeanwhile("gate one", "");
      server.functions().awaitCall("one");
      server.restart();
      assertThat(broken).isCompletedExceptionally();
      server.functions().open("one");
      Await.until("both runs", () -> turns(collector).size() == 2);
      var first = turns(collector).getFirst();
      var second = turns(collector).getLast();
      assertThat(turn(second, "done", true)).isEqualTo(turn(first, "queued", false));
      assertThat(second.getTraceId()).isNotEqualTo(first.getTraceId());
      assertThat(collector.tree(trace(second), OtlpCollector.id(second)))
          .isEqualTo("execute_tool Gate\nchat scripted\n");
    }
  }

  private static String trace(Span span) {
    return OtlpCollector.hex(span.getTraceId().toByteArray());
  }
}
