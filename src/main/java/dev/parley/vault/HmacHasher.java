package dev.parley.vault;

import dev.parley.identity.SecretHash;
import dev.parley.identity.SecretHasher;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Hashes a secret together with its use. */
record HmacHasher(Hmac hmac) implements SecretHasher {
  @Override
  public SecretHash hash(Use use, String secret) {
    var label = (use.name() + '\0').getBytes(StandardCharsets.US_ASCII);
    var hash = hmac.of(label, secret.getBytes(StandardCharsets.UTF_8));
    return new SecretHash(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
  }
}
