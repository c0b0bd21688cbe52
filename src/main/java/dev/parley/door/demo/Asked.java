package dev.parley.door.demo;

import dev.parley.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request with the visit it belongs to.
 *
 * @param id of the visit; empty if there is none yet
 * @param visit what was done before, or a new one that nobody keeps
 */
record Asked(Request request, Optional<String> id, Visit visit) {
  static final String COOKIE = "parley-demo";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  static Asked of(Request request, Visits visits) {
    for (var id : ids(request)) {
      var visit = visits.find(id);
      if (visit.isPresent()) {
        return new Asked(request, Optional.of(id), visit.get());
      }
    }
    return new Asked(request, Optional.empty(), Visit.NEW);
  }

  private static List<String> ids(Request request) {
    return request.headers("Cookie").stream()
        .flatMap(header -> Pattern.compile(";").splitAsStream(header))
        .map(String::strip)
        .filter(pair -> pair.startsWith(COOKIE + "="))
        .map(pair -> pair.substring(COOKIE.length() + 1))
        .filter(ID.asMatchPredicate())
        .limit(4)
        .toList();
  }

  /** How a link gets from this page to the shop's first one: nothing, or some {@code ../}. */
  String root() {
    long below = request.path().chars().filter(c -> c == '/').count() - 2;
    return "../".repeat(Math.clamp(below, 0, 50));
  }

  /** A parameter of the query, at most so long; {@code ""} if it is not there. */
  String query(String name, int most) {
    var value = request.query().all(name).stream().findFirst().orElse("").strip();
    return value.length() <= most ? value : value.substring(0, most);
  }
}
