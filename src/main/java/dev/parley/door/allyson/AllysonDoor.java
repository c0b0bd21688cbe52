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
    var sight = parts.sight();
    var show = new ShowSession(parts.files(), sight.screenshots(), sight.traces(), parts.clock());
    var chat = parts.chat();
    var operations =
        Stream.of(
                new SessionOperations(parts.agent(), show, people.users()).all(),
                new ControlOperations(parts.agent()).all(),
                new FileOperations(parts.agent(), parts.files()).all(),
                new DocumentOperations(parts.agent(), parts.files(), people.users()).all(),
                new UserOperations(people, parts.files()).all(),
                new UsageOperations(parts.agent(), parts.clock()).all(),
                new LiveOperations(sight.live(), people.users()).all(),
                new KeyOperations(people.keys()).all(),
                new LoginOperations(people.logins()).all(),
                new MeOperations(people.users(), parts.files()).all(),
                chat == null ? List.<Operation>of() : new ChatOperations(chat).all())
            .flatMap(List::stream)
            .toList();
    return new AllysonSurface(operations, gate);
  }
}
