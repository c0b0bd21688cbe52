package dev.parley.door.allyson;

import dev.parley.identity.UserKey;

/** A key with its new name (contract §5.2). */
record RenamedApiKey(String id, String name, String keyPreview, String createdAt) {
  static RenamedApiKey of(UserKey key) {
    return new RenamedApiKey(
        key.id().toString(), key.label(), key.hint(), Timestamp.of(key.created()));
  }
}
