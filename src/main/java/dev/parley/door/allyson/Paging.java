package dev.parley.door.allyson;

import dev.parley.http.Query;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.Malformed;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which page of a list is asked for, how much is on one, and how many there are then. */
record Paging(int page, int limit) {
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");
  private static final int MOST = 100;

  /** Far past the end of any list, and still small enough to count with. */
  private static final int LAST_PAGE = 10_000_000;

  /** {@code Malformed} for what is no whole number from 1, and for nested parameters. */
  static Paging of(Query query, int usualLimit) {
    var _ = plain(query);
    return new Paging(
        number(query, "page", LAST_PAGE).orElse(1),
        number(query, "limit", MOST).orElse(usualLimit));
  }

  /** {@code Malformed} for nested parameters, which nobody here understands. */
  static Query plain(Query query) {
    for (var name : query.names()) {
      if (name.contains("[")) {
        throw malformed("Query parameters are plain text: " + name + " is not one.");
      }
    }
    return query;
  }

  private static Optional<Integer> number(Query query, String name, int most) {
    return query
        .single(name)
        .map(text -> {
          if (!NUMBER.matcher(text).matches()) {
            throw malformed(name + " must be a whole number of at least 1.");
          }
          var digits = text.replaceFirst("^0+", "");
          int value = digits.length() > 9 ? most : Math.min(most, Integer.parseInt("0" + digits));
          if (value < 1) {
            throw malformed(name + " must be at least 1.");
          }
          return value;
        });
  }

  static ProblemException malformed(String message) {
    return new ProblemException(new Malformed(message));
  }

  long pages(long total) {
    return (total + limit - 1) / limit;
  }
}
