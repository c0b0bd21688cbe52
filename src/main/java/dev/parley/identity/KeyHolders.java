package dev.parley.identity;

import java.util.Optional;

/** Finds who calls with an API key. */
@FunctionalInterface
public interface KeyHolders {
  /** Empty for a key that is unknown or revoked, or whose user is disabled. */
  Optional<KeyHolder> byApiKey(String apiKey);
}
