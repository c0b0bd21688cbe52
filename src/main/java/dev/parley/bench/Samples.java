package dev.parley.bench;

import java.util.Arrays;
import java.util.Locale;

/** Times in nanoseconds, as many as come, and their percentiles. */
public final class Samples {
  private long[] values = new long[1 << 16];
  private int size;

  public void add(long nanos) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = nanos;
  }

  /** Does something and adds how long it took. */
  public void time(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    add(System.nanoTime() - begin);
  }

  public void addAll(Samples others) {
    for (int at = 0; at < others.size; at++) {
      add(others.values[at]);
    }
  }

  public int size() {
    return size;
  }

  /** In milliseconds; {@code share} 1 is the longest. NaN when there are none. */
  public double millis(double share) {
    if (size == 0) {
      return Double.NaN;
    }
    var sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    int place = (int) Math.ceil(share * size) - 1;
    return sorted[Math.clamp(place, 0, size - 1)] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.2f ms, p99 %.2f ms, longest %.1f ms",
        millis(0.5),
        millis(0.99),
        millis(1));
  }
}
