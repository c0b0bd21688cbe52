package dev.parley.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceSettingsTest {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String ADDRESS = "http://localhost:4318";

  @Test
  void isOnOnceACollectorIsNamed() {
    assertThat(new TraceSettings(Map.of()).isOn()).isFalse();
    assertThat(new TraceSettings(Map.of("OTEL_SERVICE_NAME", "x")).isOn()).isFalse();
    assertThat(new TraceSettings(Map.of(ENDPOINT, ADDRESS)).isOn()).isTrue();
    assertThat(new TraceSettings(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", ADDRESS)).isOn())
        .isTrue();
  }

  @Test
  void isOffWhereSomebodySaysSo() {
    assertThat(new TraceSettings(Map.of(ENDPOINT, ADDRESS, "OTEL_SDK_DISABLED", "true")).isOn())
        .isFalse();
    assertThat(new TraceSettings(Map.of(ENDPOINT, ADDRESS, "OTEL_TRACES_EXPORTER", "none")).isOn())
        .isFalse();
  }

  @Test
  void refusesWhatTheSdkCannotReadWithoutShowingKeys() {
    var headers =
        new TraceSettings(
            Map.of(ENDPOINT, ADDRESS, "OTEL_EXPORTER_OTLP_HEADERS", "open-sesame without equals"));
    assertThatThrownBy(() -> Telemetry.open(headers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OTEL_EXPORTER_OTLP_HEADERS must be")
        .hasMessageNotContaining("sesame");
    var sampler = new TraceSettings(Map.of(ENDPOINT, ADDRESS, "OTEL_TRACES_SAMPLER", "some"));
    assertThatThrownBy(() -> Telemetry.open(sampler))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("otel.traces.sampler");
  }

  @Test
  void printsNothingOfItsHeaders() {
    assertThat(new TraceSettings(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "key=sesame")).toString())
        .isEqualTo("TraceSettings");
  }
}
