package dev.parley.vault;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 with one key, for any number of threads. */
final class Hmac {
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac keyed;

  Hmac(byte[] key) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException missing) {
      throw new IllegalStateException("This JDK lacks " + ALGORITHM, missing);
    }
  }

  byte[] of(byte[]... parts) {
    try {
      // a copy of the keyed state is cheaper than keying anew, and nothing is shared
      var mac = (Mac) keyed.clone();
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
