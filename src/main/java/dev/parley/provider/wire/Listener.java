package dev.parley.provider.wire;

import dev.parley.json.JsonValue.JsonObject;

/** Reads a provider's reply piece by piece; what it throws ends the call. */
public interface Listener {
  /** Takes a piece; true once the reply is whole, so that nothing after it matters. */
  boolean take(JsonObject piece);

  /** Whether a marker that is no JSON says that the reply is whole. */
  default boolean endsWith(String marker) {
    return false;
  }

  /** Whether a stream that ends here has brought the whole reply. */
  default boolean isWhole() {
    return false;
  }
}
