package dev.parley.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes percent-encoded text, exactly once and strictly. */
final class PercentCode {
  private PercentCode() {}

  /** Empty for anything that is no encoding of a UTF-8 text without NUL. */
  static Optional<String> decode(String raw, boolean plusIsSpace) {
    if (isPlain(raw, plusIsSpace)) {
      return Optional.of(raw);
    }
    var bytes = new ByteArrayOutputStream(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int value = i + 2 < raw.length() ? hex(raw.charAt(i + 1), raw.charAt(i + 2)) : -1;
        if (value <= 0) {
          return Optional.empty();
        }
        bytes.write(value);
        i += 2;
      } else if (c <= ' ' || c > '~') {
        return Optional.empty();
      } else {
        bytes.write(c == '+' && plusIsSpace ? ' ' : c);
      }
    }
    try {
      var utf8 = StandardCharsets.UTF_8.newDecoder();
      return Optional.of(utf8.decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  /** Whether it stands for itself, as nearly all do. */
  private static boolean isPlain(String raw, boolean plusIsSpace) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c <= ' ' || c > '~' || c == '%' || (c == '+' && plusIsSpace)) {
        return false;
      }
    }
    return true;
  }

  private static int hex(char high, char low) {
    int value = Character.digit(high, 16) << 4 | Character.digit(low, 16);
    return high > '~' || low > '~' ? -1 : value;
  }
}
