package dev.parley.id;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A resource identifier: {@code ri.<service>.<instance>.<type>.<locator>}. */
public final class Rid {
  private static final String BEGIN = "ri.";
  private static final int LONGEST = 400;

  private Rid() {}

  /**
   * Whether the text has the form of contract aip-agents §1.8. Each request asks twice, and a
   * regular expression took a ninth of the whole time of one.
   */
  public static boolean isRid(String text) {
    if (text.length() > LONGEST || !text.startsWith(BEGIN)) {
      return false;
    }
    int service = text.indexOf('.', BEGIN.length());
    int instance = text.indexOf('.', service + 1);
    int type = text.indexOf('.', instance + 1);
    return service > 0
        && instance > service
        && type > instance
        && isName(text, BEGIN.length(), service, false)
        && (instance == service + 1 || isName(text, service + 1, instance, true))
        && isName(text, instance + 1, type, false)
        && isLocator(text, type + 1);
  }

  private static boolean isName(String text, int from, int to, boolean digitFirst) {
    if (from == to || !canBegin(text.charAt(from), digitFirst)) {
      return false;
    }
    for (int at = from + 1; at < to; at++) {
      char c = text.charAt(at);
      if (!isLower(c) && !isDigit(c) && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean canBegin(char c, boolean digitFirst) {
    return isLower(c) || (digitFirst && isDigit(c));
  }

  private static boolean isLocator(String text, int from) {
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean letter = isLower(c) || (c >= 'A' && c <= 'Z');
      if (!letter && !isDigit(c) && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return from < text.length();
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** The same locator for the same name, everywhere and always. */
  static UUID locator(String name) {
    return UUID.nameUUIDFromBytes(("parley/" + name).getBytes(StandardCharsets.UTF_8));
  }

  static String require(String text) {
    if (!isRid(text)) {
      throw new IllegalArgumentException("not a RID: " + text);
    }
    return text;
  }
}
