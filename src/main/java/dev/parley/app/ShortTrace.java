package dev.parley.app;

import ch.qos.logback.classic.pattern.ClassicConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.parley.span.Place;

/** The beginning of the trace's id, for people to see what belongs together. */
final class ShortTrace extends ClassicConverter {
  private static final int LENGTH = 8;

  @Override
  public String convert(ILoggingEvent event) {
    return Place.current().map(place -> " " + place.traceId().substring(0, LENGTH)).orElse("");
  }
}
