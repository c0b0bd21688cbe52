package dev.parley.door.console;

import dev.parley.identity.UserKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key of the caller, without its secret. */
record Key(
    String id,
    KeyKind kind,
    String label,
    String hint,
    Instant created,
    @Nullable Instant revoked) {

  static Key of(UserKey key) {
    return new Key(
        key.id().toString(),
        KeyKind.of(key.kind()),
        key.label(),
        key.hint(),
        key.created(),
        key.revoked());
  }
}
