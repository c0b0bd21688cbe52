package dev.parley.door.demo;

import java.util.List;
import java.util.Locale;

/** Something on the shelf. */
record Part(
    String id,
    String name,
    Aisle aisle,
    Price price,
    int stock,
    String description,
    List<Fact> facts) {
  /** A property, such as its supply. */
  record Fact(String name, String value) {}

  Part {
    if (!id.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("no id of a part: " + id);
    }
    facts = List.copyOf(facts);
  }

  boolean isInStock() {
    return stock > 0;
  }

  /** How well it fits what was looked for; 0 if it does not. */
  int fit(List<String> words) {
    if (words.isEmpty()) {
      return 1;
    }
    int fit = 0;
    for (var word : words) {
      int here = fit(word);
      if (here == 0) {
        return 0;
      }
      fit += here;
    }
    return fit;
  }

  private int fit(String word) {
    var called = name.toLowerCase(Locale.ROOT);
    if (List.of(called.split("[\\s,]+")).contains(word)) {
      return 4;
    }
    if (called.startsWith(word)) {
      return 3;
    }
    if (called.contains(word)) {
      return 2;
    }
    var more = (description + " " + aisle.title()).toLowerCase(Locale.ROOT);
    return more.contains(word) ? 1 : 0;
  }
}
