package dev.parley.identity;

/** What this node remembers of bearers; dropped at once when it no longer holds. */
public interface BearerMemory {
  /** After this returns, the next request with that token asks the database again. */
  void forget(SecretHash hash);

  /** The same for every token: a user was changed. */
  void forgetAll();
}
