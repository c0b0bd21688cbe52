package dev.parley.identity;

import dev.parley.id.UserId;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Lists, makes, replaces and revokes the keys of one user. */
public final class ManageKeys {
  private final UserKeys keys;
  private final SecretHasher hasher;
  private final BearerMemory memory;
  private final InstantSource clock;

  public ManageKeys(UserKeys keys, SecretHasher hasher, BearerMemory memory, InstantSource clock) {
    this.keys = keys;
    this.hasher = hasher;
    this.memory = memory;
    this.clock = clock;
  }

  /** Newest first, revoked ones too. */
  public List<UserKey> list(UserId owner, UserKey.Kind kind) {
    return keys.list(owner, kind);
  }

  public Issued create(UserId owner, UserKey.Kind kind, String label) {
    var secret = kind.fresh();
    var key = key(owner, kind, label, secret);
    keys.put(key, hasher.hash(kind.use, secret));
    return new Issued(key, secret);
  }

  private UserKey key(UserId owner, UserKey.Kind kind, String label, String secret) {
    try {
      return new UserKey(
          KeyId.random(), kind, owner, label, UserKey.hint(secret), clock.instant(), null, null);
    } catch (IllegalArgumentException unfit) {
      throw unfit(unfit);
    }
  }

  private static ProblemException unfit(IllegalArgumentException label) {
    return new ProblemException(new WrongShape(label.getMessage() + "."));
  }

  /** A page of those that fit, newest first. */
  public KeyPage search(UserId owner, KeySearch search) {
    return keys.search(owner, search);
  }

  /** The key with its new label; empty if the user has none of that kind and id. */
  public Optional<UserKey> rename(UserId owner, UserKey.Kind kind, KeyId id, String label) {
    try {
      UserKey.requireLabel(label);
    } catch (IllegalArgumentException unfit) {
      throw unfit(unfit);
    }
    return keys.rename(owner, kind, id, label);
  }

  /** The key, which is revoked now if it was not before; empty if the user has no such key. */
  public Optional<UserKey> revoke(UserId owner, UserKey.Kind kind, KeyId id) {
    if (keys.find(owner, id).filter(key -> key.kind() == kind).isEmpty()) {
      return Optional.empty();
    }
    revoke(owner, id);
    return keys.find(owner, id);
  }

  /** A new key of the same kind and label, the old one revoked; empty if no live key is there. */
  public Optional<Issued> reset(UserId owner, KeyId id) {
    return keys.find(owner, id)
        .filter(old -> old.revoked() == null)
        .map(old -> {
          var fresh = create(owner, old.kind(), old.label());
          revoke(owner, id);
          return fresh;
        });
  }

  /** Whether the user had such a key, not revoked before. */
  public boolean revoke(UserId owner, KeyId id) {
    var hash = keys.revoke(owner, id, clock.instant());
    hash.ifPresent(memory::forget);
    return hash.isPresent();
  }
}
