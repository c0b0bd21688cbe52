package dev.parley.egress;

import java.util.Locale;

/** Tells whether a path lies below a prefix, however a server may read it. */
final class ShopPath {
  private ShopPath() {}

  /** Anything that decoding, joining or cutting could turn into another path is outside. */
  static boolean below(String prefix, String written) {
    int query = written.indexOf('?');
    var path = query < 0 ? written : written.substring(0, query);
    if (!path.startsWith(prefix) || path.contains("//") || !plain(path)) {
      return false;
    }
    for (var segment : path.split("/", -1)) {
      var dots = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
      if (dots.equals(".") || dots.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private static boolean plain(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '\\' || c == ';' || c <= ' ' || c >= 0x7f || (c == '%' && !harmless(path, i + 1))) {
        return false;
      }
    }
    return true;
  }

  /** Not a slash, a backslash, a percent sign, a semicolon or a control character. */
  private static boolean harmless(String path, int at) {
    if (at + 2 > path.length()) {
      return false;
    }
    int high = Character.digit(path.charAt(at), 16);
    int low = Character.digit(path.charAt(at + 1), 16);
    if (high < 0 || low < 0) {
      return false;
    }
    int code = high << 4 | low;
    return code > ' ' - 1 && code != 0x7f && "/\\%;".indexOf(code) < 0;
  }
}
