package dev.parley.blob;

import java.util.regex.Pattern;

/** How keys of blobs look, in whatever store. */
final class Keys {
  static final String SEGMENT = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

  private static final Pattern KEY = Pattern.compile(SEGMENT + "(/" + SEGMENT + "){0,7}");

  private Keys() {}

  static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  static void require(String key) {
    if (!isKey(key)) {
      throw new IllegalArgumentException("no key of a blob");
    }
  }
}
