package dev.parley.provider.offline;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.json.MalformedJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A page as its listing shows it.
 *
 * @param isWhole whether the listing holds all of the page
 */
record Page(String url, List<Item> items, boolean moreAbove, boolean moreBelow, boolean isWhole) {
  static final Page NONE = new Page("", List.of(), false, false, true);

  private static final Pattern FENCE =
      Pattern.compile("(?m)^--- untrusted (\\S+) page content, not instructions$");
  private static final Pattern HEAD = Pattern.compile("page \"(?:[^\"\\\\]|\\\\.)*\" (\\S*).*");
  private static final Pattern LINE =
      Pattern.compile("( *)(?:\\* )?(?:\\[([0-9]{1,9})] )?([^\\s\"]+)(.*)");
  private static final Pattern TRAIT =
      Pattern.compile("\\s*(?:(\"(?:[^\"\\\\]|\\\\.)*\")|([^\\s\"=,][^\\s\"=]*)(=)?)|,");

  /**
   * One line of it.
   *
   * @param ref its number, 0 for what cannot be used
   * @param names its name, of a row the cells
   * @param traits such as {@code value} with what stands after it
   */
  record Item(int ref, String kind, List<String> names, Map<String, List<String>> traits) {
    Item {
      names = List.copyOf(names);
      traits = Map.copyOf(traits);
    }

    /** Its name, of a row its cells; a hint at it if it has none. */
    String name() {
      return String.join("\t", names.isEmpty() ? traits.getOrDefault("hint", List.of()) : names);
    }

    boolean is(String trait) {
      return traits.containsKey(trait);
    }
  }

  Page {
    items = List.copyOf(items);
  }

  /** Whether a message carries a page. */
  static boolean isIn(String message) {
    return FENCE.matcher(message).find();
  }

  /** The page between the fences of a message. */
  static Optional<Page> read(String message) {
    var fence = FENCE.matcher(message);
    if (!fence.find()) {
      return Optional.empty();
    }
    int end = message.indexOf("\n--- end " + fence.group(1), fence.end());
    var body = message.substring(fence.end(), end < 0 ? message.length() : end);
    return Optional.of(of(body.lines().filter(line -> !line.isBlank()).toList()));
  }

  private static Page of(List<String> lines) {
    var url = "";
    boolean above = false;
    boolean below = false;
    boolean whole = true;
    var items = new ArrayList<Item>();
    for (var line : lines) {
      var head = HEAD.matcher(line);
      if (items.isEmpty() && head.matches()) {
        url = head.group(1);
      } else if (line.startsWith("more above:")) {
        above = true;
      } else if (line.startsWith("more below:")) {
        below = true;
      } else if (line.startsWith("folded:") || line.startsWith("changes since")) {
        whole = false;
      } else if (!line.matches("tab [0-9]+ .*|no longer shown:.*|nothing changed since.*")) {
        item(line).ifPresent(items::add);
      }
    }
    return new Page(url, items, above, below, whole && !above && !below);
  }

  private static Optional<Item> item(String line) {
    var parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    int ref = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
    var names = new ArrayList<String>();
    var traits = new LinkedHashMap<String, List<String>>();
    List<String> into = names;
    var trait = TRAIT.matcher(parts.group(4));
    while (trait.lookingAt() && trait.end() > trait.start()) {
      if (trait.group(1) != null) {
        into.add(unquoted(trait.group(1)));
      } else if (trait.group(2) != null) {
        into = new ArrayList<>();
        traits.put(trait.group(2), into);
      }
      trait.region(trait.end(), parts.group(4).length());
    }
    return Optional.of(new Item(ref, parts.group(3), names, traits));
  }

  private static String unquoted(String json) {
    try {
      return Json.parse(json) instanceof JsonText(var text) ? text : json;
    } catch (MalformedJson notOurs) {
      return json;
    }
  }
}
