package dev.parley.bench.browser;

import dev.parley.bench.BenchFailure;
import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param phase how long each side is measured, in each round
 * @param rounds how often the sides take turns
 * @param sizes of the pages that are looked at, in elements
 * @param crowds how many sessions are driven at once
 */
record Extent(
    Duration phase, int rounds, List<Integer> sizes, List<Integer> crowds, boolean quick) {
  static final String USAGE =
      """
      usage: bench browser|webagent [--seconds N] [--rounds N] [--quick]
        browser    looks and steps in real browser sessions, next to a bare browser
        webagent   rounds of the web agent through a whole server, next to such steps without one
        --seconds  how long each side is measured in each round (5)
        --rounds   how often the sides take turns (3)
        --quick    one short round that shows that everything works; its figures mean little
      """;

  private static final List<String> NUMBERS = List.of("--seconds", "--rounds");

  Extent {
    sizes = List.copyOf(sizes);
    crowds = List.copyOf(crowds);
    if (phase.toSeconds() < 1 || rounds < 1) {
      throw new BenchFailure("Seconds and rounds start at 1.\n" + USAGE);
    }
  }

  static Extent parse(List<String> words) {
    boolean quick = words.contains("--quick");
    int seconds = quick ? 1 : 5;
    int rounds = quick ? 1 : 3;
    for (int at = 0; at < words.size(); at++) {
      var word = words.get(at);
      if (NUMBERS.contains(word)) {
        int number = number(word, at + 1 < words.size() ? words.get(++at) : "");
        seconds = word.equals("--seconds") ? number : seconds;
        rounds = word.equals("--rounds") ? number : rounds;
      } else if (!word.equals("--quick")) {
        throw new BenchFailure("There is no option '" + word + "'.\n" + USAGE);
      }
    }
    return new Extent(
        Duration.ofSeconds(seconds),
        rounds,
        quick ? List.of(200, 2_000) : List.of(200, 2_000, 10_000, 35_000),
        quick ? List.of(1, 2) : List.of(1, 5, 10, 20),
        quick);
  }

  /** As {@link #parse}, of what is measured through a server. */
  static Extent parseForAgent(List<String> words) {
    var extent = parse(words);
    boolean quick = extent.quick();
    return new Extent(
        extent.phase(), extent.rounds(), List.of(), quick ? List.of(1, 2) : List.of(1, 5), quick);
  }

  private static int number(String name, String word) {
    if (!word.matches("[0-9]{1,4}")) {
      throw new BenchFailure(name + " needs a number.\n" + USAGE);
    }
    return Integer.parseInt(word);
  }

  int mostSessions() {
    return crowds.stream().mapToInt(Integer::intValue).max().orElse(1);
  }
}
