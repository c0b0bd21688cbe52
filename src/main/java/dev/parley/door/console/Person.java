package dev.parley.door.console;

import dev.parley.identity.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody with an account; disabled since when, if so. */
record Person(
    String name,
    @Nullable String email,
    boolean admin,
    Instant created,
    @Nullable Instant disabled) {
  static Person of(User user) {
    return new Person(user.name(), user.email(), user.admin(), user.created(), user.disabled());
  }
}
