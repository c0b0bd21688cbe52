package dev.parley.identity;

import dev.parley.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All keys users made, revoked ones too. */
public interface UserKeys {
  /**
   * Adds a key, or brings back the one with this hash.
   *
   * @return the id of the key that now has this hash
   */
  KeyId put(UserKey key, SecretHash hash);

  Optional<UserKey> find(UserId owner, KeyId id);

  /** Newest first, revoked ones too. */
  List<UserKey> list(UserId owner, UserKey.Kind kind);

  /** The hash of the key that is now revoked; empty if the user has no such live key. */
  Optional<SecretHash> revoke(UserId owner, KeyId id, Instant now);
}
