package dev.parley.identity;

import dev.parley.id.UserId;
import java.time.Instant;
import java.util.Optional;

/** Who is signed in at the sign-in page. */
public interface SignIns {
  void add(SecretHash cookie, UserId owner, Instant expires);

  /** The user of that cookie, if they may still sign in. */
  Optional<User> find(SecretHash cookie, Instant now);

  void remove(SecretHash cookie);
}
