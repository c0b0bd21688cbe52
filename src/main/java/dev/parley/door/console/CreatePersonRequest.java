package dev.parley.door.console;

import org.jspecify.annotations.Nullable;

/** Asks for a new account; the password is generated unless given. */
record CreatePersonRequest(
    String name, @Nullable String email, boolean admin, @Nullable String password) {
  @Override
  public String toString() {
    return "CreatePersonRequest[" + name + "]";
  }
}
