package dev.parley.provider.wire;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a provider asks to be left alone: seconds, milliseconds, or a date. */
record RetryAfter(InstantSource clock) {
  @Nullable Duration of(Head head) {
    var milliseconds = head.header("retry-after-ms").flatMap(it -> number(it, 1));
    if (milliseconds.isPresent()) {
      return milliseconds.get();
    }
    var given = head.header("retry-after");
    return given
        .flatMap(it -> number(it, 1000))
        .or(() -> given.flatMap(RetryAfter::date).map(until -> wait(until, head)))
        .orElse(null);
  }

  private static Optional<Duration> number(String text, int factor) {
    return text.strip().matches("\\d{1,9}(\\.\\d{1,9})?")
        ? Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * factor)))
        : Optional.empty();
  }

  /** By the provider's own clock, where it shows it. */
  private Duration wait(Instant until, Head head) {
    var now = head.header("date").flatMap(RetryAfter::date).orElseGet(clock::instant);
    var wait = Duration.between(now, until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
