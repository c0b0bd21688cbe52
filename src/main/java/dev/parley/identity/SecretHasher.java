package dev.parley.identity;

/** Hashes secrets of high entropy with a key that only this installation has. */
public interface SecretHasher {
  /** What a secret is for; the same text hashes differently for each. */
  enum Use {
    BEARER,
    API_KEY,
    CLIENT_SECRET,
    AUTHORIZATION_CODE,
    REFRESH_TOKEN,
    SIGN_IN
  }

  SecretHash hash(Use use, String secret);
}
