package dev.parley.egress;

import java.util.Arrays;
import java.util.List;

/** The small words of HTTP heads (RFC 9110, 5.5 and 5.6). */
final class Grammar {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private Grammar() {}

  static boolean token(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean plain = c < 0x80 && Character.isLetterOrDigit(c);
      if (!plain && TOKEN_MARKS.indexOf(c) < 0) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }

  /** A field's value without blanks around it. */
  static String value(String raw) throws MalformedMessage {
    int start = 0;
    int end = raw.length();
    while (start < end && blank(raw.charAt(start))) {
      start++;
    }
    while (end > start && blank(raw.charAt(end - 1))) {
      end--;
    }
    for (int i = start; i < end; i++) {
      char c = raw.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        throw new MalformedMessage("a header field holds a control character");
      }
    }
    return raw.substring(start, end);
  }

  static List<String> list(String value) {
    return Arrays.stream(value.split(",", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
