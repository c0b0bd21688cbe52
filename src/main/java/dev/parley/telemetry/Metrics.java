package dev.parley.telemetry;

import dev.parley.engine.EngineObserver;
import dev.parley.http.RequestListener;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts requests, turns, model and tool calls. */
public final class Metrics implements EngineObserver, RequestListener {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** The text that {@code /metrics} answers. */
  public String scrape() {
    return registry.scrape();
  }

  /** Reads a value at each scrape. */
  public void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
  }

  @Override
  public void answered(Answered answered) {
    Timer.builder("parley.requests")
        .description("Requests by surface, route and status")
        .tag("surface", answered.surface())
        .tag("route", answered.route())
        .tag("method", answered.method().name())
        .tag("status", Integer.toString(answered.status()))
        .register(registry)
        .record(answered.took());
  }

  @Override
  public void turnEnded(TurnStatus how, Duration took) {
    Timer.builder("parley.turns")
        .description("Turns that left this node, by outcome; queued: given back")
        .tag("outcome", how.name())
        .register(registry)
        .record(took);
  }

  @Override
  public void modelCalled(Duration took, @Nullable Usage usage, boolean failed) {
    Timer.builder("parley.model.calls")
        .description("Calls of models")
        .tag("failed", Boolean.toString(failed))
        .register(registry)
        .record(took);
    if (usage != null) {
      tokens("input").increment(usage.input());
      tokens("output").increment(usage.output());
    }
  }

  private Counter tokens(String direction) {
    return Counter.builder("parley.model.tokens")
        .description("Tokens that models read and wrote, where they report them")
        .tag("direction", direction)
        .register(registry);
  }

  @Override
  public void toolCalled(Duration took, boolean failed) {
    Timer.builder("parley.tool.calls")
        .description("Calls of tools")
        .tag("failed", Boolean.toString(failed))
        .register(registry)
        .record(took);
  }

  @Override
  public void turnsAdopted(int count) {
    Counter.builder("parley.turns.adopted")
        .description("Turns taken over from nodes that stopped")
        .register(registry)
        .increment(count);
  }
}
