package dev.parley.telemetry;

import dev.parley.span.Place;
import dev.parley.span.Place.Begun;
import dev.parley.telemetry.Spans.Done;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;

/**
 * OpenTelemetry's SDK and the collector it sends to, over a bounded queue of its own.
 *
 * <p>Whatever becomes of the collector, {@link #take} returns at once; spans that find no room are
 * dropped.
 */
final class Collector implements AutoCloseable {
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  /** What it would say on standard error is told by {@link Export}, in our log's form. */
  private static final java.util.logging.Logger OWN_LOG =
      java.util.logging.Logger.getLogger("io.opentelemetry");

  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final InstantSource clock = InstantSource.system();

  /** Hears what became of spans. */
  interface Tally {
    void left(int count, boolean sent);
  }

  private Collector(SdkTracerProvider provider) {
    this.provider = provider;
    this.tracer = provider.get("dev.parley");
  }

  /**
   * Reads the settings; sends nothing yet.
   *
   * @throws IllegalArgumentException with what to change
   */
  static Collector open(TraceSettings settings, Tally tally) {
    OWN_LOG.setLevel(Level.OFF);
    try {
      var sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .disableShutdownHook()
              .addPropertiesCustomizer(_ -> properties(settings.variables()))
              .addTracerProviderCustomizer((builder, _) -> builder.setIdGenerator(new GivenIds()))
              .addSamplerCustomizer((sampler, _) -> new SampleByEntry(sampler))
              .addSpanExporterCustomizer((exporter, _) -> new Export(exporter, tally))
              .build()
              .getOpenTelemetrySdk();
      return new Collector(sdk.getSdkTracerProvider());
    } catch (ConfigurationException refused) {
      throw new IllegalArgumentException(advice(refused), refused);
    }
  }

  /** The values of headers may be keys, and would be in the message. */
  private static String advice(ConfigurationException refused) {
    var message = String.valueOf(refused.getMessage());
    return message.toLowerCase(Locale.ROOT).contains("headers")
        ? "OTEL_EXPORTER_OTLP_HEADERS must be name=value pairs with commas between them"
        : "OpenTelemetry does not accept its OTEL_* variables: " + message;
  }

  private static Map<String, String> properties(Map<String, String> variables) {
    var properties = new HashMap<String, String>();
    properties.put("otel.exporter.otlp.protocol", "http/protobuf");
    var resource = Objects.requireNonNullElse(variables.get("OTEL_RESOURCE_ATTRIBUTES"), "");
    if (!resource.contains("service.name=")) {
      properties.put("otel.service.name", "parley");
    }
    variables.forEach(
        (name, value) -> properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value));
    // Prometheus reads the metrics, and logs go to standard error.
    properties.put("otel.metrics.exporter", "none");
    properties.put("otel.logs.exporter", "none");
    return properties;
  }

  /** Takes one piece of work that has just ended. */
  void take(Place place, Done what, Duration took) {
    var now = clock.instant();
    long end = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    ScopedValue.where(GivenIds.PLACE, place)
        .run(() -> {
          var span =
              tracer
                  .spanBuilder(what.name())
                  .setSpanKind(what.kind())
                  .setParent(parent(place, what.kind()))
                  .setStartTimestamp(end - took.toNanos(), TimeUnit.NANOSECONDS)
                  .startSpan();
          span.setAllAttributes(what.about());
          if (what.failed()) {
            span.setStatus(StatusCode.ERROR);
          }
          span.end(end, TimeUnit.NANOSECONDS);
        });
  }

  private static Context parent(Place place, SpanKind kind) {
    if (place.parent() == 0) {
      return Context.root();
    }
    boolean remote = kind == SpanKind.SERVER;
    return Context.root().with(Span.wrap(remote ? outside(place) : inside(place)));
  }

  private static SpanContext inside(Place place) {
    return SpanContext.create(
        place.traceId(), place.parentId(), TraceFlags.getSampled(), TraceState.getDefault());
  }

  /** The client's span, from which the trace came in. */
  static SpanContext outside(Place place) {
    var flags =
        place.begun() == Begun.OUTSIDE_RECORDED ? TraceFlags.getSampled() : TraceFlags.getDefault();
    return SpanContext.createFromRemoteParent(
        place.traceId(), place.parentId(), flags, TraceState.getDefault());
  }

  @Override
  public void close() {
    var _ = provider.shutdown().join(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
  }
}
