package dev.parley.chrome;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key with those held down meanwhile.
 *
 * @param key as pages know it, {@code a}, {@code Enter}
 * @param code of its place on the keyboard, empty if it has none
 * @param modifiers as in the protocol: 1 alt, 2 control, 4 meta, 8 shift
 * @param text what it types, null if nothing
 */
record KeyPress(String key, String code, int modifiers, @Nullable String text) {
  static final int ALT = 1;
  static final int CONTROL = 2;
  static final int META = 4;
  static final int SHIFT = 8;

  private static final Map<String, Integer> HELD =
      Map.of(
          "alt", ALT, "option", ALT, "control", CONTROL, "ctrl", CONTROL, "meta", META, "command",
          META, "cmd", META, "shift", SHIFT);

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("enter", "Enter"),
          Map.entry("return", "Enter"),
          Map.entry("tab", "Tab"),
          Map.entry("escape", "Escape"),
          Map.entry("esc", "Escape"),
          Map.entry("backspace", "Backspace"),
          Map.entry("delete", "Delete"),
          Map.entry("del", "Delete"),
          Map.entry("insert", "Insert"),
          Map.entry("space", " "),
          Map.entry("home", "Home"),
          Map.entry("end", "End"),
          Map.entry("pageup", "PageUp"),
          Map.entry("pagedown", "PageDown"),
          Map.entry("arrowup", "ArrowUp"),
          Map.entry("up", "ArrowUp"),
          Map.entry("arrowdown", "ArrowDown"),
          Map.entry("down", "ArrowDown"),
          Map.entry("arrowleft", "ArrowLeft"),
          Map.entry("left", "ArrowLeft"),
          Map.entry("arrowright", "ArrowRight"),
          Map.entry("right", "ArrowRight"),
          Map.entry("control", "Control"),
          Map.entry("ctrl", "Control"),
          Map.entry("shift", "Shift"),
          Map.entry("alt", "Alt"),
          Map.entry("meta", "Meta"),
          Map.entry("copy", "Copy"),
          Map.entry("cut", "Cut"),
          Map.entry("paste", "Paste"),
          Map.entry("plus", "+"));

  /** Several in a row, apart by spaces, such as {@code Control+a Delete}. */
  static Optional<List<KeyPress>> row(String keys) {
    var all = new ArrayList<KeyPress>();
    for (var word : keys.equals(" ") ? new String[] {"Space"} : keys.strip().split("\\s+")) {
      var press = of(word);
      if (press.isEmpty()) {
        return Optional.empty();
      }
      all.add(press.get());
    }
    return Optional.of(all);
  }

  private static Optional<KeyPress> of(String word) {
    int modifiers = 0;
    var rest = word;
    for (int plus = rest.indexOf('+');
        plus > 0 && plus < rest.length() - 1;
        plus = rest.indexOf('+')) {
      var held = HELD.get(rest.substring(0, plus).toLowerCase(Locale.ROOT));
      if (held == null) {
        return Optional.empty();
      }
      modifiers |= held;
      rest = rest.substring(plus + 1);
    }
    if (rest.codePointCount(0, rest.length()) == 1) {
      return Optional.of(character(rest, modifiers));
    }
    var name =
        rest.matches("(?i)f([1-9]|1[0-2])")
            ? rest.toUpperCase(Locale.ROOT)
            : NAMES.get(rest.toLowerCase(Locale.ROOT));
    if (name == null) {
      return Optional.empty();
    }
    return Optional.of(name.length() == 1 ? character(name, modifiers) : named(name, modifiers));
  }

  private static KeyPress named(String name, int modifiers) {
    var text = name.equals("Enter") && (modifiers & ~SHIFT) == 0 ? "\r" : null;
    return new KeyPress(
        name, name.matches("Control|Shift|Alt|Meta") ? name + "Left" : name, modifiers, text);
  }

  /** A key that types itself, unless a command is held. */
  static KeyPress character(String letter, int modifiers) {
    boolean command = (modifiers & (CONTROL | META | ALT)) != 0;
    var typed = (modifiers & SHIFT) != 0 && !command ? letter.toUpperCase(Locale.ROOT) : letter;
    return new KeyPress(typed, place(letter), modifiers, command ? null : typed);
  }

  private static String place(String letter) {
    char first = letter.charAt(0);
    if (letter.length() > 1 || first > 127) {
      return "";
    }
    if (Character.isLetter(first)) {
      return "Key" + Character.toUpperCase(first);
    }
    return Character.isDigit(first) ? "Digit" + first : first == ' ' ? "Space" : "";
  }

  /** What it does to the clipboard. */
  LiveHands.Chord clipboard() {
    return LiveHands.Chord.of(key, modifiers);
  }
}
