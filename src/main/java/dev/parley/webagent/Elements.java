package dev.parley.webagent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be used on a page, as its listing tells: by number, kind, and name or hint. */
final class Elements {
  private static final String STRING = "(\"(?:[^\"\\\\\n]|\\\\.)*+\")";
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^ *(?:\\* )?\\[(\\d{1,9})] ([^\\s\"]+)(?: %s)?(?:.*? hint=?%s)?"
              .formatted(STRING, STRING));

  private final Map<Integer, Look> byRef = new LinkedHashMap<>();

  private record Look(String kind, String label) {}

  /**
   * By what an element is known again on another load of its page.
   *
   * @param label its name, else a hint at it
   * @param place among those of the same kind and label, from 0
   * @param of how many there are
   */
  record Fingerprint(String kind, String label, int place, int of) {}

  private Elements() {}

  /** Of listings in their order; a later line about an element stands for it. */
  static Elements in(String listings) {
    var elements = new Elements();
    var lines = LINE.matcher(listings);
    while (lines.find()) {
      String label =
          lines.group(3) != null ? lines.group(3) : lines.group(4) != null ? lines.group(4) : "";
      elements.byRef.put(Integer.valueOf(lines.group(1)), new Look(lines.group(2), label));
    }
    return elements;
  }

  Optional<Fingerprint> fingerprint(int ref) {
    var look = byRef.get(ref);
    if (look == null) {
      return Optional.empty();
    }
    var same = same(look);
    return Optional.of(new Fingerprint(look.kind(), look.label(), same.indexOf(ref), same.size()));
  }

  /** The number of what has that fingerprint; empty unless it is certain. */
  Optional<Integer> find(Fingerprint fingerprint) {
    var same = same(new Look(fingerprint.kind(), fingerprint.label()));
    if (same.size() == fingerprint.of()) {
      return Optional.of(same.get(fingerprint.place()));
    }
    return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
  }

  private List<Integer> same(Look look) {
    return byRef.entrySet().stream()
        .filter(entry -> entry.getValue().equals(look))
        .map(Map.Entry::getKey)
        .toList();
  }
}
