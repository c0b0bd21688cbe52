package dev.parley.id;

import java.util.UUID;

/** One turn of a session. */
public record TurnId(UUID value) {
  public static TurnId random() {
    return new TurnId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
