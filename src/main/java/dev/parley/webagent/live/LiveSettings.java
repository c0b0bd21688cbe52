package dev.parley.webagent.live;

import java.time.Duration;

/**
 * How long and how much.
 *
 * @param open how long a token may be used for the first time, or again
 * @param life how long those that come from it are given out
 * @param grace how long control stays with somebody who shows no sign of life
 * @param rest how long the agent may take to come to rest
 * @param viewers most viewers of a session
 * @param inputs most events of input a second, over some seconds
 */
public record LiveSettings(
    Duration open, Duration life, Duration grace, Duration rest, int viewers, int inputs) {
  public static final LiveSettings USUAL =
      new LiveSettings(
          Duration.ofMinutes(5),
          Duration.ofHours(8),
          Duration.ofSeconds(30),
          Duration.ofSeconds(12),
          20,
          200);
}
