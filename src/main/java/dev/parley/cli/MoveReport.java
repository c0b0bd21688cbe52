package dev.parley.cli;

import dev.parley.file.MoveBlobs;
import dev.parley.file.MoveBlobs.Fate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Shows how moving blobs goes on, and counts what became of them. */
final class MoveReport implements MoveBlobs.Listener {
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");
  private static final int MOST_TROUBLES = 20;
  private static final Duration OFTEN = Duration.ofMillis(200);

  /** For those who read it later. */
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);

  private final Terminal terminal;
  private final InstantSource clock;
  private final String doing;
  private final String outOf;
  private final Instant began;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Fate, Long> counts = new EnumMap<>(Fate.class);
  private long bytes;
  private Instant shown;

  /**
   * @param doing what is done, such as {@code Copying}
   * @param outOf how many there are, such as {@code " of 12"}; empty if nobody knows
   */
  MoveReport(Terminal terminal, InstantSource clock, String doing, String outOf) {
    this.terminal = terminal;
    this.clock = clock;
    this.doing = doing;
    this.outOf = outOf;
    this.began = clock.instant();
    this.shown = began;
  }

  @Override
  public void dealtWith(String key, Fate fate, long copied, String why) {
    locked(() -> {
      counts.merge(fate, 1L, Long::sum);
      bytes += copied;
      if (!why.isEmpty()) {
        trouble(fate.name().toLowerCase(Locale.ROOT) + ": " + key + ", " + why);
      }
      var now = clock.instant();
      var pause = terminal.interactive() ? OFTEN : NOW_AND_THEN;
      if (Duration.between(shown, now).compareTo(pause) >= 0) {
        shown = now;
        show(now);
      }
      return true;
    });
  }

  private <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void trouble(String line) {
    long troubles = troubles();
    if (troubles <= MOST_TROUBLES) {
      clearLine();
      terminal.err().println(terminal.alarming(Terminal.line(line, 400)));
    } else if (troubles == MOST_TROUBLES + 1) {
      clearLine();
      terminal.err().println("… and more, which are only counted");
    }
  }

  private void show(Instant now) {
    var line =
        "%s %s%s, %s, %s/s"
            .formatted(doing, number(total()), outOf, size(bytes), size(rate(bytes, now)));
    if (terminal.interactive()) {
      terminal.err().print("\r\u001b[K" + line);
      terminal.err().flush();
    } else {
      terminal.err().println(line);
    }
  }

  private long rate(long amount, Instant now) {
    return amount * 1000 / Math.max(1, Duration.between(began, now).toMillis());
  }

  private void clearLine() {
    if (terminal.interactive()) {
      terminal.err().print("\r\u001b[K");
    }
  }

  private long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  long count(Fate fate) {
    return locked(() -> counts.getOrDefault(fate, 0L));
  }

  /** How many are not where they should be. */
  long troubles() {
    return Stream.of(Fate.MISSING, Fate.DAMAGED, Fate.FAILED, Fate.LEFT)
        .mapToLong(this::count)
        .sum();
  }

  /** What came of it, such as {@code 3 copied (1.2 MB, 4 MB/s), 2 there already}. */
  String outcome() {
    clearLine();
    var speed = size(bytes) + ", " + size(rate(bytes, clock.instant())) + "/s";
    return number(count(Fate.COPIED))
        + " copied ("
        + speed
        + "), "
        + number(count(Fate.THERE))
        + " there already"
        + some(Fate.MISSING, "missing")
        + some(Fate.DAMAGED, "damaged")
        + some(Fate.FAILED, "failed");
  }

  private String some(Fate fate, String word) {
    return count(fate) == 0 ? "" : ", " + number(count(fate)) + " " + word;
  }

  static String size(long bytes) {
    double left = bytes;
    int unit = 0;
    while (left >= 1000 && unit < UNITS.size() - 1) {
      left /= 1000;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", left, UNITS.get(unit));
  }

  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
