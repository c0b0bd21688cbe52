package dev.parley.identity;

import dev.parley.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All keys users made, revoked ones too. */
public interface UserKeys {
  /**
   * Adds a key, or brings back the one with this hash; {@code CredentialsRefused} if its owner's
   * account is closed.
   *
   * @return the id of the key that now has this hash
   */
  KeyId put(UserKey key, SecretHash hash);

  Optional<UserKey> find(UserId owner, KeyId id);

  /** Newest first, revoked ones too. */
  List<UserKey> list(UserId owner, UserKey.Kind kind);

  /** A page of those that fit, newest first. */
  KeyPage search(UserId owner, KeySearch search);

  /** The key with its new label; empty if the user has none of that kind and id. */
  Optional<UserKey> rename(UserId owner, UserKey.Kind kind, KeyId id, String label);

  /** Keeps when a key was last used. */
  void used(SecretHash hash, Instant at);

  /** The hash of the key that is now revoked; empty if the user has no such live key. */
  Optional<SecretHash> revoke(UserId owner, KeyId id, Instant now);
}
