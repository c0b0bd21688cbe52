package dev.parley.vault;

import dev.parley.identity.Passwords;
import dev.parley.identity.SecretHasher;
import dev.parley.secret.Sealer;
import dev.parley.secret.Signer;

/** Makes what works with the server key, each with a key of its own. */
public final class Vault {
  private final ServerKey key;

  public Vault(ServerKey key) {
    this.key = key;
  }

  /** For tokens, API keys and client secrets. */
  public SecretHasher hasher() {
    return new HmacHasher(new Hmac(key.derive("hash")));
  }

  /** For secrets at rest. */
  public Sealer sealer() {
    return new TinkSealer(key.derive("seal"));
  }

  /**
   * For what is signed.
   *
   * @param use such as {@code page-token}; what is signed for one use is nothing for another
   */
  public Signer signer(String use) {
    return new Hmac(key.derive("sign/" + use))::of;
  }

  /** For what people remember; needs no key. */
  public static Passwords passwords() {
    return new Argon2Passwords();
  }
}
