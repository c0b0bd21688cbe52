package dev.parley.extract;

import java.time.Duration;

/**
 * How far reading a file goes.
 *
 * @param bytes of the file
 * @param characters of its text
 * @param time for one file
 * @param memory of a reader's heap, in bytes
 */
public record Limits(long bytes, int pages, int characters, Duration time, long memory) {
  public static final Limits USUAL =
      new Limits(50L << 20, 2_000, 5_000_000, Duration.ofSeconds(60), 256L << 20);
}
