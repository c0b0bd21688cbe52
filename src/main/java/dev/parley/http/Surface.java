package dev.parley.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a door hands in: its routes, and how it says no. */
public interface Surface {
  /** A short name for logs and metrics, such as {@code aip}. */
  String name();

  /** Paths below it that no route has are this surface's to refuse; {@code ""} for all others. */
  String prefix();

  List<Route> routes();

  /** Turns whatever stopped a request into this door's error; must not throw. */
  Answer refuse(Request request, Fault fault);

  /** Answers a path below {@link #prefix} that no route has. */
  default Answer unknownPath(Request request) {
    return Answer.empty(404);
  }

  /** Answers a path that has routes, but none for this method. */
  default Answer wrongMethod(Request request, Set<String> allowed) {
    return new Answer.Empty(405, Map.of("Allow", String.join(", ", allowed)));
  }

  /** Who may read the answers from a browser; the server's own rule unless given. */
  default Optional<Cors> cors() {
    return Optional.empty();
  }

  /** Whether requests are still let in while the server drains. */
  default boolean answersWhileDraining() {
    return false;
  }
}
