package dev.parley.identity;

/** A new key with its secret, in clear this once. */
public record Issued(UserKey key, String secret) {
  @Override
  public String toString() {
    return "Issued[" + key + "]";
  }
}
