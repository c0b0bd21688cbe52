package dev.parley.door.allyson;

import dev.parley.identity.Issued;

/** A key with its secret, told this once; prints without it (contract §5.2). */
record CreatedApiKey(String name, String key, String keyPreview, String createdAt, String id) {
  static CreatedApiKey of(Issued issued) {
    var key = issued.key();
    return new CreatedApiKey(
        key.label(), issued.secret(), key.hint(), Timestamp.of(key.created()), key.id().toString());
  }

  @Override
  public String toString() {
    return "CreatedApiKey[" + keyPreview + "]";
  }
}
