package dev.parley.telemetry;

import dev.parley.engine.EngineObserver;
import dev.parley.http.RequestListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Counts requests, turns, calls of models and tools, and watches the machine. */
public final class Metrics implements EngineObserver, RequestListener, AutoCloseable {
  /** Bounds of the buckets of what may take long. */
  private static final Duration[] LONG_WORK = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Timer connectionWaits =
      timer("parley.database.waits", "Waits for a connection of the database's pool")
          .register(registry);
  private final Counter adopted =
      Counter.builder("parley.turns.adopted")
          .description("Turns taken over from nodes that stopped")
          .register(registry);
  private final Counter spansSent = spans("sent");
  private final Counter spansLost = spans("lost");

  private final AtomicBoolean machine = new AtomicBoolean();

  /** Kept because finding a meter by its tags costs more than recording. */
  private final Map<Object, Timer> timers = new ConcurrentHashMap<>();

  private final Map<String, AtomicInteger> streams = new ConcurrentHashMap<>();

  /** What requests are told apart by; there are as many as routes, methods and statuses. */
  private record Request(String surface, String route, String method, int status) {}

  /** Models that agents are configured with, so there are few. */
  private record Call(String provider, String model, String outcome) {}

  /** Tools that models are offered; all others are one. */
  private record Use(String tool, String kind, String outcome) {}

  private record Turn(String outcome) {}

  private record Search(String outcome) {}

  Metrics() {
    // Not every server has documents to search; the name is there all the same.
    var found = new Search(Words.outcome(null));
    timers.put(found, searches(found));
  }

  /** Begun by whoever asks first: a tenth of a second that no start should wait for. */
  private void watchMachine() {
    collections.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  /** The text that {@code /metrics} answers. */
  public String scrape() {
    if (machine.compareAndSet(false, true)) {
      watchMachine();
    }
    return registry.scrape();
  }

  /** Reads a value at each scrape. */
  public void gauge(String name, String description, Supplier<Number> value) {
    gauge(name, description, Tags.empty(), value);
  }

  /** Reads one of several values of a name at each scrape; {@code label} tells them apart. */
  public void gauge(String name, String description, Label label, Supplier<Number> value) {
    gauge(name, description, Tags.of(label.name, label.value), value);
  }

  /** Which of several values of one name this is. */
  public record Label(String name, String value) {}

  private void gauge(String name, String description, Tags tags, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).tags(tags).register(registry);
  }

  @Override
  public void answered(Answered answered) {
    var key =
        new Request(
            answered.surface(), answered.route(), answered.method().name(), answered.status());
    timers.computeIfAbsent(key, _ -> requests(key)).record(answered.took());
  }

  private Timer requests(Request key) {
    return timer("parley.requests", "Requests by surface, route and status")
        .tag("surface", key.surface)
        .tag("route", key.route)
        .tag("method", key.method)
        .tag("status", Integer.toString(key.status))
        .register(registry);
  }

  @Override
  public void streamBegan(String surface) {
    var _ = streams.computeIfAbsent(surface, this::streams).incrementAndGet();
  }

  @Override
  public void streamEnded(String surface) {
    var _ = streams.computeIfAbsent(surface, this::streams).decrementAndGet();
  }

  private AtomicInteger streams(String surface) {
    var open = new AtomicInteger();
    gauge(
        "parley.streams.open",
        "Streamed answers under way",
        new Label("surface", surface),
        open::get);
    return open;
  }

  @Override
  public void turnRan(TurnRan turn) {
    var key = new Turn(Words.of(turn.how()));
    timers.computeIfAbsent(key, _ -> turns(key)).record(turn.took());
  }

  private Timer turns(Turn key) {
    return timer("parley.turns", "Turns that left this node, by what became of them")
        .tag("outcome", key.outcome)
        .serviceLevelObjectives(LONG_WORK)
        .register(registry);
  }

  @Override
  public void modelCalled(ModelCalled call) {
    var model = call.model();
    var key = new Call(model.provider(), model.model(), Words.outcome(call.fault()));
    timers.computeIfAbsent(key, _ -> calls(key)).record(call.took());
    var usage = call.usage();
    if (usage != null) {
      tokens(key, "input").increment(usage.input());
      tokens(key, "output").increment(usage.output());
    }
  }

  private Timer calls(Call key) {
    return timer("parley.model.calls", "Calls of models")
        .tag("provider", key.provider)
        .tag("model", key.model)
        .tag("outcome", key.outcome)
        .serviceLevelObjectives(LONG_WORK)
        .register(registry);
  }

  private Counter tokens(Call key, String direction) {
    return Counter.builder("parley.model.tokens")
        .description("Tokens that models read and wrote, where they report them")
        .tag("provider", key.provider)
        .tag("model", key.model)
        .tag("direction", direction)
        .register(registry);
  }

  @Override
  public void toolCalled(ToolCalled call) {
    var tool = Objects.requireNonNullElse(call.tool(), "unknown");
    var key = new Use(tool, Words.of(call.kind()), Words.outcome(call.fault()));
    timers.computeIfAbsent(key, _ -> uses(key)).record(call.took());
  }

  private Timer uses(Use key) {
    return timer("parley.tool.calls", "Calls of tools")
        .tag("tool", key.tool)
        .tag("kind", key.kind)
        .tag("outcome", key.outcome)
        .register(registry);
  }

  @Override
  public void retrieved(Retrieved retrieved) {
    var key = new Search(Words.outcome(retrieved.fault()));
    timers.computeIfAbsent(key, _ -> searches(key)).record(retrieved.took());
  }

  private Timer searches(Search key) {
    return timer("parley.retrievals", "Searches for contexts of a turn")
        .tag("outcome", key.outcome)
        .register(registry);
  }

  @Override
  public void turnsAdopted(int count) {
    adopted.increment(count);
  }

  /** Somebody has got a connection of the database, after that time. */
  public void connected(Duration waited) {
    connectionWaits.record(waited);
  }

  /** Spans were sent to the collector, or could not be. */
  void spansLeft(int count, boolean sent) {
    (sent ? spansSent : spansLost).increment(count);
  }

  private Counter spans(String outcome) {
    return Counter.builder("parley.spans")
        .description("Spans for the collector, by what became of them")
        .tag("outcome", outcome)
        .register(registry);
  }

  private static Timer.Builder timer(String name, String description) {
    return Timer.builder(name).description(description);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
