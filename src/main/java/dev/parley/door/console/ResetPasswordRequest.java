package dev.parley.door.console;

import org.jspecify.annotations.Nullable;

/** Asks for another password, generated unless given. */
record ResetPasswordRequest(@Nullable String password) {
  @Override
  public String toString() {
    return "ResetPasswordRequest";
  }
}
