package dev.parley.door.allyson;

import dev.parley.file.Files.Quota;
import dev.parley.identity.User;

/**
 * Who asks (contract §5.4).
 *
 * @param balance the dashboard starts nothing without one; nobody pays here, so there is plenty
 */
record Me(
    String userId,
    String email,
    long balance,
    long documentStorageUsed,
    long documentStorageLimit) {
  static final long PLENTY = 1_000_000;

  static Me of(User user, Quota quota) {
    return new Me(user.id().toString(), user.name(), PLENTY, quota.used(), quota.limit());
  }
}
