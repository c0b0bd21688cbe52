package dev.parley.door.allyson;

import dev.parley.identity.UserKey;
import dev.parley.json.JsonValue;

/**
 * A key without its secret (contract §5.2).
 *
 * @param lastUsed a time, or null
 */
record ApiKey(
    String id,
    String name,
    String keyPreview,
    String createdAt,
    JsonValue lastUsed,
    boolean isActive) {
  static ApiKey of(UserKey key) {
    return new ApiKey(
        key.id().toString(),
        key.label(),
        key.hint(),
        Timestamp.of(key.created()),
        Timestamp.orNull(key.used()),
        key.revoked() == null);
  }
}
