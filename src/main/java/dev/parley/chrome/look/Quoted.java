package dev.parley.chrome.look;

import dev.parley.json.Json;

/** Strings of a page as JSON strings without anything invisible. */
final class Quoted {
  private Quoted() {}

  static String of(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints().filter(Quoted::shows).forEach(clean::appendCodePoint);
    return Json.print(clean.toString());
  }

  /** An address stands bare: nothing in it may end the line or look like another word. */
  static String bare(String url) {
    var clean = new StringBuilder(url.length());
    url.codePoints()
        .filter(Quoted::shows)
        .limit(500)
        .forEach(point -> {
          if (point == '\n' || point == '\t') { // an address has none
            return;
          }
          if (point <= ' ' || point == '"') {
            clean.append("%%%02X".formatted(point));
          } else {
            clean.appendCodePoint(point);
          }
        });
    return clean.toString();
  }

  /** Not: controls, marks of direction, zero width, line separators, tags, halves of pairs. */
  private static boolean shows(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL -> point == '\n' || point == '\t';
      case Character.FORMAT -> point == 0x200c || point == 0x200d;
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> false;
      default -> true;
    };
  }
}
