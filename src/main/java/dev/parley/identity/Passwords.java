package dev.parley.identity;

/** Hashes what people remember, slowly on purpose. */
public interface Passwords {
  /** The hash with its salt and parameters in one text. */
  String hash(String password);

  boolean matches(String password, String hash);
}
