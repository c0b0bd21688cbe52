package dev.parley.id;

import java.util.UUID;

/** One session of one user with one agent version. */
public record SessionId(UUID value) {
  public static SessionId random() {
    return new SessionId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
