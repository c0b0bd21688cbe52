package dev.parley.profile;

import dev.parley.id.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Profiles as they are kept, which only {@link KeepProfiles} can read. */
public interface SealedProfiles {
  Optional<Kept> find(UserId owner);

  /** Whether it was written; not if there is one. */
  boolean create(UserId owner, byte[] sealed);

  /** Replaces a profile by what is made of it, in one transaction that locks it. */
  Kept change(UserId owner, byte[] usual, Function<Kept, byte[]> change);

  void remove(UserId owner);

  /** A sealed profile and when it was written. */
  @SuppressWarnings("ArrayRecordComponent")
  record Kept(byte[] sealed, Instant updated) {}
}
