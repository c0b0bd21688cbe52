package dev.parley.chrome;

import java.util.Map;

/** Codes of keys, by which browsers know what a key does. */
final class Keys {
  private static final Map<String, Integer> NAMED =
      Map.ofEntries(
          Map.entry("Backspace", 8),
          Map.entry("Tab", 9),
          Map.entry("Enter", 13),
          Map.entry("Shift", 16),
          Map.entry("Control", 17),
          Map.entry("Alt", 18),
          Map.entry("Escape", 27),
          Map.entry(" ", 32),
          Map.entry("PageUp", 33),
          Map.entry("PageDown", 34),
          Map.entry("End", 35),
          Map.entry("Home", 36),
          Map.entry("ArrowLeft", 37),
          Map.entry("ArrowUp", 38),
          Map.entry("ArrowRight", 39),
          Map.entry("ArrowDown", 40),
          Map.entry("Insert", 45),
          Map.entry("Delete", 46),
          Map.entry("Meta", 91));

  private Keys() {}

  /** 0 if it has none. */
  static int code(String key) {
    if (key.length() == 1 && Character.isLetterOrDigit(key.charAt(0)) && key.charAt(0) < 128) {
      return Character.toUpperCase(key.charAt(0));
    }
    if (key.matches("F([1-9]|1[0-2])")) {
      return 111 + Integer.parseInt(key.substring(1));
    }
    return NAMED.getOrDefault(key, 0);
  }
}
