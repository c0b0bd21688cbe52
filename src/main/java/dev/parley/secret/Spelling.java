package dev.parley.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The ways one character of a secret may stand in a text. */
final class Spelling {
  private static final String SEPARATORS = " -./()\u00a0";
  private static final String[] BLANKS = {
    "%20", "%09", "%0a", "%0d", "+", "&nbsp;", "&#160;", "\\n", "\\t", "\\r", "\\u0020", "\\u0009",
    "\\u000a", "\\u000d", "\\u00a0"
  };

  private Spelling() {}

  /** Code points, each run of white space as one blank. */
  static int[] points(String value) {
    return value.strip().replaceAll("[\\s\u00a0]+", " ").codePoints().toArray();
  }

  /** Where a text may go on after one character that stands at {@code at}. */
  static Set<Integer> after(String text, int at, int point) {
    var ends = new TreeSet<Integer>();
    if (at >= text.length()) {
      return ends;
    }
    if (point == ' ') {
      blanks(text, at, ends);
      return ends;
    }
    int here = text.codePointAt(at);
    if (same(here, point)) {
      ends.add(at + Character.charCount(here));
    }
    switch (here) {
      case '%' -> fixed(text, at, percent(point), ends);
      case '&' -> entity(text, at, point, ends);
      case '\\' -> escape(text, at, point, ends);
      default -> {}
    }
    return ends;
  }

  /** The same behind one or two separators, as pages group digits. */
  static Set<Integer> grouped(String text, int at, int point) {
    int from = at;
    while (from < text.length() && from < at + 2 && SEPARATORS.indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    return from == at ? Set.of() : after(text, from, point);
  }

  /** Whether what follows may spell another character than this one. */
  static boolean isEscape(char here) {
    return here == '%' || here == '&' || here == '\\';
  }

  /** Whether it may belong to a value without being a letter of it. */
  static boolean isSpecial(char here) {
    return isEscape(here)
        || here == '…'
        || Character.isWhitespace(here)
        || SEPARATORS.indexOf(here) >= 0;
  }

  /** The first half of a character, or all of it, in small letters. */
  static char lead(int point) {
    return Character.toLowerCase(
        Character.isSupplementaryCodePoint(point) ? Character.highSurrogate(point) : (char) point);
  }

  /** The character that an escape there spells; the one that stands there if it is none. */
  static int spelled(String text, int at) {
    char here = text.charAt(at);
    return switch (here) {
      case '%' -> percentSpelled(text, at);
      case '&' -> {
        var named = entity(text, at);
        yield named == null ? here : named;
      }
      case '\\' -> escapeSpelled(text, at);
      default -> here;
    };
  }

  private static int escapeSpelled(String text, int at) {
    int half = text.startsWith("u", at + 1) ? hex(text, at + 2, 4) : -1;
    if (half >= 0) {
      return half;
    }
    return at + 1 < text.length() ? text.charAt(at + 1) : '\\';
  }

  /** One to four bytes of UTF-8. */
  private static int percentSpelled(String text, int at) {
    int first = hex(text, at + 1, 2);
    if (first < 0x80) {
      return first < 0 ? '%' : first;
    }
    int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    int point = first & (0x3f >> more);
    for (int i = 1; i <= more; i++) {
      int next = text.startsWith("%", at + 3 * i) ? hex(text, at + 3 * i + 1, 2) : -1;
      if (next < 0) {
        return '%';
      }
      point = (point << 6) | (next & 0x3f);
    }
    return point;
  }

  private static int hex(String text, int from, int digits) {
    if (from + digits > text.length()) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      number = number * 16 + digit;
    }
    return number;
  }

  private static boolean same(int one, int other) {
    return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
  }

  private static void blanks(String text, int at, Set<Integer> ends) {
    int end = at;
    for (int next = blank(text, end); next > end; next = blank(text, end)) {
      end = next;
      ends.add(end);
    }
  }

  private static int blank(String text, int at) {
    if (at >= text.length()) {
      return at;
    }
    char here = text.charAt(at);
    if (Character.isWhitespace(here) || here == '\u00a0') {
      return at + 1;
    }
    return Arrays.stream(BLANKS)
        .filter(blank -> text.regionMatches(true, at, blank, 0, blank.length()))
        .mapToInt(blank -> at + blank.length())
        .findFirst()
        .orElse(at);
  }

  private static void fixed(String text, int at, String spelled, Set<Integer> ends) {
    if (text.regionMatches(true, at, spelled, 0, spelled.length())) {
      ends.add(at + spelled.length());
    }
  }

  private static String percent(int point) {
    var spelled = new StringBuilder();
    for (var piece : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
      spelled.append("%%%02X".formatted(piece & 0xff));
    }
    return spelled.toString();
  }

  private static void entity(String text, int at, int point, Set<Integer> ends) {
    var said = entity(text, at);
    if (said != null && same(said, point)) {
      ends.add(text.indexOf(';', at) + 1);
    }
  }

  private static @Nullable Integer entity(String text, int at) {
    int end = text.indexOf(';', at);
    if (end < 0 || end - at > 10) {
      return null;
    }
    var name = text.substring(at + 1, end).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "amp" -> Integer.valueOf('&');
      case "lt" -> Integer.valueOf('<');
      case "gt" -> Integer.valueOf('>');
      case "quot" -> Integer.valueOf('"');
      case "apos" -> Integer.valueOf('\'');
      default -> number(name);
    };
  }

  private static @Nullable Integer number(String name) {
    if (name.matches("#x[0-9a-f]{1,6}")) {
      return Integer.parseInt(name.substring(2), 16);
    }
    return name.matches("#[0-9]{1,7}") ? Integer.parseInt(name.substring(1)) : null;
  }

  private static void escape(String text, int at, int point, Set<Integer> ends) {
    if (point < ' ' || point == '"' || point == '\\' || point == '/' || point == '\'') {
      fixed(text, at, "\\" + (char) point, ends);
    }
    var spelled = new StringBuilder();
    for (char half : Character.toChars(point)) {
      spelled.append("\\u%04x".formatted((int) half));
    }
    fixed(text, at, spelled.toString(), ends);
  }
}
