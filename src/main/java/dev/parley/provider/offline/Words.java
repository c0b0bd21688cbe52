package dev.parley.provider.offline;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words of a person, to be found on a page. */
record Words(List<String> words) {
  private static final Pattern BETWEEN = Pattern.compile("[\\s,;:.!?()\"“”„'…/|]+");
  private static final Set<String> EMPTY = Set.of("the", "a", "an", "of", "for", "and", "in", "on");

  static Words of(String text) {
    return new Words(split(text).filter(word -> !EMPTY.contains(word)).toList());
  }

  private static Stream<String> split(String text) {
    return BETWEEN.splitAsStream(text.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty());
  }

  /** How well a text has all of them, 0 if one is missing; the whole word counts most. */
  int fit(String text) {
    var there = split(text).toList();
    int fit = 0;
    for (var word : words) {
      int here = there.stream().mapToInt(other -> fit(word, other)).max().orElse(0);
      if (here == 0) {
        return 0;
      }
      fit += here;
    }
    return fit;
  }

  private static int fit(String word, String other) {
    if (other.equals(word)) {
      return 3;
    }
    if (other.startsWith(word + "-")) {
      return 2;
    }
    return other.contains(word) ? 1 : 0;
  }

  /** The same name but for case, blanks and marks of forms. */
  static boolean same(String name, String wanted) {
    return tidy(name).equals(tidy(wanted));
  }

  private static String tidy(String name) {
    return name.toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .replaceAll("[\\s:*.…]+$", "")
        .strip();
  }
}
