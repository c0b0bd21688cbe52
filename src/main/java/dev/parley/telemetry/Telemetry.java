package dev.parley.telemetry;

import dev.parley.engine.EngineObserver;
import dev.parley.http.RequestListener;
import org.jspecify.annotations.Nullable;

/** Everything that watches one server: always its metrics, spans if somebody wants them. */
public final class Telemetry implements EngineObserver, RequestListener, AutoCloseable {
  private final Metrics metrics = new Metrics();
  private final @Nullable Spans spans;

  private Telemetry(TraceSettings settings) {
    this.spans = settings.isOn() ? Spans.open(settings, metrics::spansLeft) : null;
  }

  /**
   * Begins to watch.
   *
   * @throws IllegalArgumentException with what to change if OpenTelemetry refuses its settings
   */
  public static Telemetry open(TraceSettings settings) {
    return new Telemetry(settings);
  }

  public Metrics metrics() {
    return metrics;
  }

  @Override
  public void answered(Answered answered) {
    metrics.answered(answered);
    if (spans != null) {
      spans.answered(answered);
    }
  }

  @Override
  public void streamBegan(String surface) {
    metrics.streamBegan(surface);
  }

  @Override
  public void streamEnded(String surface) {
    metrics.streamEnded(surface);
  }

  @Override
  public void turnRan(TurnRan turn) {
    metrics.turnRan(turn);
    if (spans != null) {
      spans.turnRan(turn);
    }
  }

  @Override
  public void modelCalled(ModelCalled call) {
    metrics.modelCalled(call);
    if (spans != null) {
      spans.modelCalled(call);
    }
  }

  @Override
  public void toolCalled(ToolCalled call) {
    metrics.toolCalled(call);
    if (spans != null) {
      spans.toolCalled(call);
    }
  }

  @Override
  public void retrieved(Retrieved retrieved) {
    metrics.retrieved(retrieved);
    if (spans != null) {
      spans.retrieved(retrieved);
    }
  }

  @Override
  public void turnsAdopted(int count) {
    metrics.turnsAdopted(count);
  }

  /** Sends what is left, if the collector takes it soon. */
  @Override
  public void close() {
    if (spans != null) {
      spans.close();
    }
    metrics.close();
  }
}
