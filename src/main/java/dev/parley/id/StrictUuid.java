package dev.parley.id;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads UUIDs of exactly 8-4-4-4-12 hexadecimal digits, either case. */
public final class StrictUuid {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private StrictUuid() {}

  /** Empty for anything but the full form; the JDK's own parser accepts {@code 1-1-1-1-1}. */
  public static Optional<UUID> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
