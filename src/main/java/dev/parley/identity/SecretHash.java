package dev.parley.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A keyed hash of a secret: all that is ever kept of it. */
public record SecretHash(String value) {
  /** Compares in a time that does not depend on where the two differ. */
  public boolean matches(SecretHash other) {
    return MessageDigest.isEqual(bytes(value), bytes(other.value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
