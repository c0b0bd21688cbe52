package dev.parley.http;

import java.time.Duration;

/**
 * How much there may be at once, whoever asks, and how long clients may take.
 *
 * @param requests under way; streams count as long as they are open
 * @param bodies bytes that the bodies of all requests may take together
 * @param connections open, with or without a request
 * @param perAddress connections of one address; 0 for as many as there may be
 * @param head for the line and the headers of a connection's first request
 * @param idle until the next one of a connection is there
 * @param taking for what has been sent to be taken, beside the time its size needs
 */
public record Bounds(
    int requests,
    long bodies,
    int connections,
    int perAddress,
    Duration head,
    Duration idle,
    Duration taking) {
  public static final Bounds USUAL =
      new Bounds(
          10_000,
          Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 8),
          12_000,
          6_000,
          Duration.ofSeconds(30),
          Duration.ofMinutes(5),
          Duration.ofSeconds(60));

  public Bounds {
    if (requests < 1 || connections < 1 || perAddress < 0) {
      throw new IllegalArgumentException("There must be room for a request");
    }
  }
}
