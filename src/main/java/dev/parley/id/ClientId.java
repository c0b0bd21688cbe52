package dev.parley.id;

/** What a user calls with: an OAuth client, or the shared bucket of the user's own tokens. */
public record ClientId(String value) {
  /** All of one user's own API tokens are one client (contract aip-agents §1.2). */
  public static final ClientId USER_TOKENS = new ClientId("");

  @Override
  public String toString() {
    return value;
  }
}
