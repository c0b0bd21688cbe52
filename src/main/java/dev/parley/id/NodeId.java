package dev.parley.id;

import java.util.UUID;

/** One run of one server process. */
public record NodeId(UUID value) {
  public static NodeId random() {
    return new NodeId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
