package dev.parley.engine;

import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;

/** Makes text from outside fit for PostgreSQL and UTF-8: no NUL, no halves of characters. */
final class Storable {
  private static final char REPLACEMENT = '\uFFFD';

  private Storable() {}

  /** The same length, with U+FFFD for what cannot be kept. */
  static String text(String text) {
    StringBuilder mended = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        mended = mended == null ? new StringBuilder(text) : mended;
        mended.setCharAt(i, REPLACEMENT);
      }
    }
    return mended == null ? text : mended.toString();
  }

  static JsonObject object(JsonObject value) {
    return (JsonObject) Json.mapTexts(value, Storable::text);
  }
}
