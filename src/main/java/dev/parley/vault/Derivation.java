package dev.parley.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/** Keys from a key: HKDF with SHA-256 (RFC 5869). */
final class Derivation {
  private static final String ALGORITHM = "HKDF-SHA256";

  private Derivation() {}

  static byte[] derive(byte[] key, String label, int length) {
    var info = ("parley/" + label).getBytes(StandardCharsets.UTF_8);
    try {
      return KDF.getInstance(ALGORITHM)
          .deriveData(HKDFParameterSpec.ofExtract().addIKM(key).thenExpand(info, length));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("This JDK lacks " + ALGORITHM, missing);
    }
  }
}
