package dev.parley.telemetry;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What OpenTelemetry is told: variables {@code OTEL_*} under their own names.
 *
 * <p>Prints as nothing, since headers for a collector may hold its key.
 */
public record TraceSettings(Map<String, String> variables) {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
  private static final String PROTOCOL = "http/protobuf";

  public TraceSettings {
    variables = Map.copyOf(variables);
  }

  /** Whether anybody wants spans: a collector is named, and not switched off again. */
  public boolean isOn() {
    return (value(ENDPOINT) != null || value(TRACES_ENDPOINT) != null)
        && !"true".equalsIgnoreCase(value("OTEL_SDK_DISABLED"))
        && !"none".equals(value("OTEL_TRACES_EXPORTER"));
  }

  /** What is wrong with them, each beginning with the variable's name; none holds a value. */
  public List<String> faults() {
    var faults = new ArrayList<String>();
    for (var name : List.of(ENDPOINT, TRACES_ENDPOINT)) {
      if (value(name) != null && !isAddress(Objects.requireNonNull(value(name)))) {
        faults.add(name + " must be an http or https address, such as http://localhost:4318");
      }
    }
    for (var name : List.of("OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL")) {
      if (isOn() && !Objects.requireNonNullElse(value(name), PROTOCOL).equals(PROTOCOL)) {
        faults.add(name + " must be " + PROTOCOL + "; collectors take that on port 4318");
      }
    }
    return faults;
  }

  private static boolean isAddress(String text) {
    try {
      var uri = URI.create(text);
      return uri.getHost() != null && uri.getScheme() != null && uri.getScheme().matches("https?");
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private @Nullable String value(String name) {
    var value = variables.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  @Override
  public String toString() {
    return "TraceSettings";
  }
}
