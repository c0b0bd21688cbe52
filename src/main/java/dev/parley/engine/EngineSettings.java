package dev.parley.engine;

import java.time.Duration;

/**
 * The engine's times.
 *
 * @param beat how often a node renews its lease
 * @param lease how long a lease runs
 * @param giveUp a node whose beats have not completed for so long drops its turns
 * @param poll how often a node looks for turns to take up
 * @param attempts how often a model is asked before a turn fails
 * @param backoff the first pause between two attempts; it doubles
 * @param grace how long tools that must not be repeated may go on at a drain
 * @param pauseGrace how long a tool under way may go on when its turn is paused
 */
public record EngineSettings(
    Duration beat,
    Duration lease,
    Duration giveUp,
    Duration poll,
    int attempts,
    Duration backoff,
    Duration grace,
    Duration pauseGrace) {
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          Duration.ofSeconds(2),
          Duration.ofSeconds(8),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          4,
          Duration.ofMillis(500),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));

  public EngineSettings {
    if (beat.compareTo(giveUp) >= 0 || giveUp.compareTo(lease) >= 0) {
      throw new IllegalArgumentException("beat < giveUp < lease, or a lease cannot hold");
    }
  }
}
