package dev.parley.door.console;

import dev.parley.identity.Issued;

/** A key with its secret, told this once. */
record NewKey(Key key, String secret) {
  static NewKey of(Issued issued) {
    return new NewKey(Key.of(issued.key()), issued.secret());
  }

  @Override
  public String toString() {
    return "NewKey[" + key + "]";
  }
}
