package dev.parley.telemetry;

import dev.parley.span.Place;
import io.opentelemetry.sdk.trace.IdGenerator;

/** Gives a span the ids its work ran under, which logs have named meanwhile. */
final class GivenIds implements IdGenerator {
  static final ScopedValue<Place> PLACE = ScopedValue.newInstance();

  @Override
  public String generateSpanId() {
    return PLACE.get().spanId();
  }

  @Override
  public String generateTraceId() {
    return PLACE.get().traceId();
  }
}
