package dev.parley.identity;

import java.util.UUID;

/** What a user has allowed a client, by its id. */
public record ConsentId(UUID value) {
  public static ConsentId random() {
    return new ConsentId(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
