package dev.parley.identity;

import dev.parley.id.UserId;
import dev.parley.identity.OpenIdProvider.Subject;
import java.time.Instant;
import java.util.Optional;

/** Which person is who at which OpenID provider. */
public interface IdentityLinks {
  /** The person, disabled or not. */
  Optional<User> find(Subject subject);

  /** Unless somebody is linked to that already. */
  void add(Subject subject, UserId owner, Instant now);
}
