package dev.parley.provider.offline;

import dev.parley.provider.offline.Page.Item;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Finds what things cost on a page. */
final class Prices {
  private static final String NUMBER = "[0-9](?:[0-9.,'\\u00a0\\u202f]*[0-9])?";
  private static final String MARK = "(?:€|\\$|£|¥|EUR|USD|GBP|CHF|PLN|zł|kr)";
  private static final Pattern AMOUNT =
      Pattern.compile(
          "(?<![\\w])" + MARK + "\\s?" + NUMBER + "|" + NUMBER + "\\s?" + MARK + "(?![\\w])");
  private static final int REACH = 8;

  /** What something costs, under the name the page has for it. */
  record Found(String name, String price) {}

  private record Match(int at, int fit, int distance, String price) {}

  private Prices() {}

  static Optional<String> amount(String text) {
    var found = AMOUNT.matcher(text);
    return found.find() ? Optional.of(found.group().strip()) : Optional.empty();
  }

  /** The price that stands by the line which fits best. */
  static Optional<Found> of(List<Item> items, Words what) {
    Match best = null;
    for (int at = 0; at < items.size(); at++) {
      int fit = items.get(at).ref() == 0 || isItem(items.get(at)) ? fit(items.get(at), what) : 0;
      var match = fit == 0 ? Optional.<Match>empty() : match(items, at, fit);
      if (match.isPresent() && (best == null || isBetter(match.get(), best))) {
        best = match.get();
      }
    }
    return Optional.ofNullable(best)
        .map(match -> new Found(name(items.get(match.at())), match.price()));
  }

  private static int fit(Item item, Words what) {
    return item.names().stream().mapToInt(what::fit).max().orElse(0);
  }

  private static boolean isBetter(Match one, Match other) {
    return one.fit() != other.fit() ? one.fit() > other.fit() : one.distance() < other.distance();
  }

  private static String name(Item item) {
    return item.names().stream()
        .filter(name -> amount(name).isEmpty() && !name.isBlank())
        .findFirst()
        .orElse(item.names().getFirst())
        .strip();
  }

  private static Optional<Match> match(List<Item> items, int at, int fit) {
    var distance = distance(items, at);
    return distance.isPresent()
        ? amount(items.get(at + distance.getAsInt()).name())
            .map(price -> new Match(at, fit, Math.abs(distance.getAsInt()), price))
        : Optional.empty();
  }

  /** Forward to the next thing that has a name of its own, else a little back. */
  private static OptionalInt distance(List<Item> items, int at) {
    for (int on = 0; on <= REACH && at + on < items.size(); on++) {
      if (amount(items.get(at + on).name()).isPresent()) {
        return OptionalInt.of(on);
      }
      if (on > 0 && isItem(items.get(at + on))) {
        break;
      }
    }
    for (int back = 1; back <= 3 && at - back >= 0 && !isItem(items.get(at - back)); back++) {
      if (amount(items.get(at - back).name()).isPresent()) {
        return OptionalInt.of(-back);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isItem(Item item) {
    return item.kind().equals("link") || item.kind().equals("heading") || item.kind().equals("row");
  }
}
