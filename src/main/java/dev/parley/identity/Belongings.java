package dev.parley.identity;

import dev.parley.id.UserId;

/** Something users have that goes with their account. */
@FunctionalInterface
public interface Belongings {
  /** Removes a portion of it; whether nothing is left. */
  boolean removeSome(UserId owner);
}
