package dev.parley.id;

import java.util.UUID;

/** A user or service user. */
public record UserId(UUID value) {
  public static UserId random() {
    return new UserId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
