package dev.parley.identity;

import java.util.UUID;

/** Names a user's key without being it. */
public record KeyId(UUID value) {
  static KeyId random() {
    return new KeyId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
