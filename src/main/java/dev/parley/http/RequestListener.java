package dev.parley.http;

import dev.parley.span.Place;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hears of every request that was answered; counts them, say. */
@FunctionalInterface
public interface RequestListener {
  /**
   * What stopped a request.
   *
   * @param id the one the caller was shown
   * @param kind a word of ours: the problem's name, or {@code Unexpected}
   */
  record Failure(UUID id, String kind) {}

  /**
   * One request and what became of it.
   *
   * @param surface the door's name, {@code ""} for a path of none
   * @param route the path template, {@code ""} for a path without route
   * @param status 0 if the connection was closed without one
   * @param took until the last byte was sent
   * @param bytes of the answer's body
   * @param failure null if it was not refused
   */
  record Answered(
      Place place,
      String surface,
      String route,
      Method method,
      int status,
      Duration took,
      long bytes,
      @Nullable Failure failure) {}

  /** Called on the request's thread, after its end; must neither block nor throw. */
  void answered(Answered answered);

  /** An answer of this surface begins to be streamed; the same thread tells its end. */
  default void streamBegan(String surface) {}

  /** It has ended in whatever way. */
  default void streamEnded(String surface) {}
}
