package dev.parley.identity;

import dev.parley.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All users whose account is not closed. */
public interface Users {
  Optional<User> find(UserId id);

  /** The person of that name, in any case. */
  Optional<User> person(String name);

  /** The person with that address, in any case. */
  Optional<User> byEmail(String email);

  /** Persons by name, those after {@code after} if given. */
  List<User> persons(@Nullable String after, int limit);

  /**
   * Whether the person was added; not if another has the name or the address.
   *
   * @param passwordHash null for somebody who signs in elsewhere alone
   */
  boolean add(User person, @Nullable String passwordHash);

  /** Whether the person has the name now; not if another has it. */
  boolean rename(UserId id, String name);

  Optional<String> passwordHash(UserId id);

  /** Whoever signed in with the one before has to sign in again. */
  void setPasswordHash(UserId id, String passwordHash);

  /** Whether the person has the address now, or none; not if another has it. */
  boolean setEmail(UserId id, @Nullable String email);

  void setDisabled(UserId id, @Nullable Instant since);

  /** How many administrators are not disabled. */
  int administrators();

  /**
   * Closes a person's account for good: disabled, without a name, every key and token revoked;
   * whether there was one.
   */
  boolean close(UserId person, Instant now);

  /** Accounts that are closed, those longest first. */
  List<ClosedAccount> closed(int limit);

  /** Removes what is left of a closed account. */
  void remove(UserId closed);
}
