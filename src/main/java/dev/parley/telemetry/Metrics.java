package dev.parley.telemetry;

import dev.parley.engine.EngineObserver;
import dev.parley.http.Method;
import dev.parley.http.RequestListener;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts requests, turns, model and tool calls. */
public final class Metrics implements EngineObserver, RequestListener {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** Kept because finding a meter by its tags costs more than recording. */
  private final Map<Kind, Timer> requests = new ConcurrentHashMap<>();

  /** What requests are told apart by; there are as many as routes, methods and statuses. */
  private record Kind(String surface, String route, Method method, int status) {}

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
    var kind = new Kind(answered.surface(), answered.route(), answered.method(), answered.status());
    requests.computeIfAbsent(kind, this::requests).record(answered.took());
  }

  private Timer requests(Kind kind) {
    return Timer.builder("parley.requests")
        .description("Requests by surface, route and status")
        .tag("surface", kind.surface)
        .tag("route", kind.route)
        .tag("method", kind.method.name())
        .tag("status", Integer.toString(kind.status))
        .register(registry);
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
