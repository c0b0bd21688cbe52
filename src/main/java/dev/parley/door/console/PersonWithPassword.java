package dev.parley.door.console;

import dev.parley.identity.ManageUsers.WithPassword;
import org.jspecify.annotations.Nullable;

/** Somebody with the password made for them, told this once; none if it was chosen. */
record PersonWithPassword(Person user, @Nullable String password) {
  static PersonWithPassword of(WithPassword made) {
    return new PersonWithPassword(Person.of(made.user()), made.generated());
  }

  @Override
  public String toString() {
    return "PersonWithPassword[" + user + "]";
  }
}
