package dev.parley.door.allyson;

import dev.parley.identity.UserKey;
import dev.parley.json.JsonValue;

/** A key that is no longer accepted, and since when (contract §5.2). */
record RevokedApiKey(String id, String name, boolean isActive, JsonValue revokedAt) {
  static RevokedApiKey of(UserKey key) {
    return new RevokedApiKey(
        key.id().toString(), key.label(), key.revoked() == null, Timestamp.orNull(key.revoked()));
  }
}
