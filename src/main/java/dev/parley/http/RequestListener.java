package dev.parley.http;

import java.time.Duration;

/** Hears of every request that was answered; counts them, say. */
@FunctionalInterface
public interface RequestListener {
  /**
   * One request and what became of it.
   *
   * @param surface the door's name, {@code ""} for a path of none
   * @param route the path template, {@code ""} for a path without route
   * @param status 0 if the connection was closed without one
   * @param took until the last byte was sent
   * @param bytes of the answer's body
   */
  record Answered(
      String surface, String route, Method method, int status, Duration took, long bytes) {}

  /** Called on the request's thread, after its end; must neither block nor throw. */
  void answered(Answered answered);
}
