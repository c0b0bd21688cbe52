package dev.parley.door.allyson;

import dev.parley.http.RateLimit;
import dev.parley.http.Surface;
import java.util.List;
import java.util.stream.Stream;

/** The Allyson v1 API. */
public final class AllysonDoor {
  private AllysonDoor() {}

  /**
   * All routes there are yet. It answers every path that no other surface's prefix has, so it
   * stands before others without a prefix.
   */
  public static Surface surface(AllysonParts parts) {
    var people = parts.people();
    var rate = new RateLimit(parts.clock(), parts.requestsPerMinute());
    var gate = new Gate(people.holders(), people.callers(), rate);
    var show = new ShowSession(parts.files(), parts.screenshots(), parts.clock());
    var operations =
        Stream.of(
                new SessionOperations(parts.agent(), show).all(),
                new ControlOperations(parts.agent()).all(),
                new LiveOperations(parts.live(), people.users()).all(),
                new KeyOperations(people.keys()).all(),
                new MeOperations(people.users(), parts.files()).all())
            .flatMap(List::stream)
            .toList();
    return new AllysonSurface(operations, gate);
  }
}
