package dev.parley.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends spans by another exporter; counts them, and says once in a while that none arrive. */
final class Export implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(Export.class);
  private static final long SILENCE = Duration.ofMinutes(1).toNanos();

  private final SpanExporter exporter;
  private final Collector.Tally tally;
  private final AtomicLong toldAt = new AtomicLong(System.nanoTime() - SILENCE);

  Export(SpanExporter exporter, Collector.Tally tally) {
    this.exporter = exporter;
    this.tally = tally;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int count = spans.size();
    var result = exporter.export(spans);
    return result.whenComplete(() -> {
      tally.left(count, result.isSuccess());
      if (!result.isSuccess()) {
        tell(result.getFailureThrowable());
      }
    });
  }

  /** Its message may name the collector's address with a password in it, so it is not told. */
  private void tell(@Nullable Throwable failure) {
    long last = toldAt.get();
    long now = System.nanoTime();
    if (now - last >= SILENCE && toldAt.compareAndSet(last, now)) {
      LOG.warn(
          "The collector at OTEL_EXPORTER_OTLP_ENDPOINT does not take spans{}; they are lost, and"
              + " nothing else is",
          failure == null ? "" : " (" + root(failure).getClass().getSimpleName() + ")");
    }
  }

  private static Throwable root(Throwable failure) {
    var cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
