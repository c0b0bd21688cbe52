package dev.parley.id;

import java.util.Optional;
import java.util.UUID;

/** Reads UUIDs of exactly 8-4-4-4-12 hexadecimal digits, either case. */
public final class StrictUuid {
  private static final int LENGTH = 36;

  private StrictUuid() {}

  /** Empty for anything but the full form; the JDK's own parser accepts {@code 1-1-1-1-1}. */
  public static Optional<UUID> parse(String text) {
    return isFull(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  private static boolean isFull(String text) {
    if (text.length() != LENGTH) {
      return false;
    }
    for (int at = 0; at < LENGTH; at++) {
      char c = text.charAt(at);
      boolean dash = at == 8 || at == 13 || at == 18 || at == 23;
      if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
