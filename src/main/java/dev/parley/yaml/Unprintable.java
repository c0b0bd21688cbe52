package dev.parley.yaml;

import java.util.Optional;

/** Finds characters that no name, prompt or header may hold. */
final class Unprintable {
  private Unprintable() {}

  /** Line breaks and tabs are fine; other control characters and half surrogate pairs are not. */
  static Optional<String> in(String text) {
    return text.codePoints()
        .filter(Unprintable::refused)
        .mapToObj("the character U+%04X is not allowed; remove it"::formatted)
        .findFirst();
  }

  private static boolean refused(int character) {
    boolean space = character == '\n' || character == '\t' || character == '\r';
    return (Character.isISOControl(character) && !space)
        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
  }
}
