package dev.parley.profile;

import dev.parley.id.UserId;
import java.util.function.UnaryOperator;

/** What each user has set; whatever does not fit is a {@code ProblemException}. */
public interface Profiles {
  /** The usual one for a user who has set nothing. */
  Profile of(UserId owner);

  /** Whether the profile was made; not if there is one. */
  boolean create(UserId owner);

  /** Changes a profile while nobody else does; nothing is changed if {@code change} throws. */
  Profile change(UserId owner, UnaryOperator<Profile> change);

  /** Forgets all a user has set. */
  void remove(UserId owner);
}
