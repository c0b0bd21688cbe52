package dev.parley.provider.offline;

import dev.parley.provider.offline.Page.Item;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Picks the lines of a page that fit what somebody wants to know. */
final class Extraction {
  private static final Pattern GOAL = Pattern.compile("(?m)^Goal: (.*)$");
  private static final Pattern FIRST =
      Pattern.compile("\\bfirst (\\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)\\b");
  private static final List<String> NUMBERS =
      List.of(
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
  private static final Map<String, String> KINDS =
      Map.of(
          "heading", "heading",
          "headline", "heading",
          "title", "heading",
          "link", "link",
          "button", "button",
          "row", "row");
  private static final int MOST = 500;

  /** The answer if nothing does. */
  static final String NOTHING = "Nothing on the page fits this.";

  private Extraction() {}

  /** Answers a request whose last message has the goal and then the text of the page. */
  static String answer(String message) {
    var goal = GOAL.matcher(message);
    if (!goal.find()) {
      return "There is no goal to extract for.";
    }
    var page = message.substring(goal.end()).lines().filter(line -> !line.isBlank());
    var found = lines(goal.group(1), page.map(Extraction::item).toList());
    return found.isEmpty() ? NOTHING : String.join("\n", found);
  }

  /** The page's text marks headings like this. */
  private static Item item(String line) {
    return line.startsWith("# ")
        ? new Item(0, "heading", List.of(line.substring(2).strip()), Map.of())
        : new Item(0, "text", List.of(line.strip().split("\t")), Map.of());
  }

  static List<String> lines(String goal, List<Item> items) {
    var wanted = goal.toLowerCase(Locale.ROOT);
    var found = new LinkedHashSet<String>();
    if (wanted.matches(".*\\b(price|cost)s?\\b.*")) {
      prices(wanted, items).forEach(found::add);
    } else if (KINDS.keySet().stream().anyMatch(word -> kind(wanted, word))) {
      KINDS.forEach((word, kind) -> {
        if (kind(wanted, word)) {
          items.stream()
              .filter(item -> item.kind().equals(kind))
              .map(Item::name)
              .forEach(found::add);
        }
      });
    } else {
      named(wanted, items).forEach(found::add);
    }
    return found.stream().limit(most(wanted)).toList();
  }

  private static boolean kind(String wanted, String word) {
    return wanted.matches(".*\\b" + word + "s?\\b.*");
  }

  private static int most(String wanted) {
    var first = FIRST.matcher(wanted);
    if (!first.find()) {
      return MOST;
    }
    int word = NUMBERS.indexOf(first.group(1));
    return word >= 0 ? word : Math.min(MOST, Integer.parseInt(first.group(1)));
  }

  /** Of the thing the goal names, or all there are. */
  private static List<String> prices(String wanted, List<Item> items) {
    var of = wanted.replaceFirst(".*\\b(?:price|cost)s?\\s+(?:of|for)\\b", "");
    if (!of.equals(wanted)) {
      var one = Prices.of(items, Words.of(of));
      if (one.isPresent()) {
        return List.of(one.get().name() + ": " + one.get().price());
      }
    }
    return items.stream()
        .filter(item -> Prices.amount(item.name()).isPresent())
        .map(Item::name)
        .toList();
  }

  /** Lines with a word of the goal; a label brings the line after it along. */
  private static List<String> named(String wanted, List<Item> items) {
    var words =
        Words.of(wanted.replaceAll(FIRST.pattern(), "")).words().stream()
            .filter(word -> word.length() > 2)
            .flatMap(word -> Stream.of(word, word.replaceFirst("(?<=..)s$", "")))
            .distinct()
            .toList();
    var found = new ArrayList<String>();
    for (int at = 0; at < items.size(); at++) {
      var text = shown(items.get(at));
      var lower = text.toLowerCase(Locale.ROOT);
      if (words.stream().noneMatch(lower::contains)) {
        continue;
      }
      boolean label = text.endsWith(":") || words.stream().anyMatch(lower::equals);
      boolean joined = label && at + 1 < items.size();
      found.add(joined ? text + " " + shown(items.get(at + 1)) : text);
    }
    return found;
  }

  /** Of a field what it holds, too. */
  private static String shown(Item item) {
    var value = item.traits().getOrDefault("value", List.of());
    return value.isEmpty() ? item.name().strip() : item.name().strip() + ": " + value.getFirst();
  }
}
