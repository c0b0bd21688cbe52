package dev.parley.id;

import java.util.UUID;

/** A caller's ephemeral name for a turn it may want to cancel. */
public record MessageId(UUID value) {
  public static MessageId random() {
    return new MessageId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
