package dev.parley.yaml;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads times as people write them: {@code 500ms}, {@code 20s}, {@code 2m}, {@code 24h}, {@code
 * 7d}.
 */
public final class WrittenDuration {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

  private WrittenDuration() {}

  /** Empty unless it is a whole number and one unit. */
  public static Optional<Duration> parse(String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(match.group(1));
    return Optional.of(
        switch (match.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }
}
