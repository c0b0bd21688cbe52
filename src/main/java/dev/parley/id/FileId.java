package dev.parley.id;

import java.util.UUID;

/** One file a session owns. */
public record FileId(UUID value) {
  public static FileId random() {
    return new FileId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
