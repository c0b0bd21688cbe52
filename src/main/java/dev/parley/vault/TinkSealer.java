package dev.parley.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import dev.parley.secret.SealBroken;
import dev.parley.secret.Sealer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * AES-256-GCM with the owner as associated data.
 *
 * <p>What is sealed begins with Tink's five bytes that number the key, so that there can be a
 * second one some day.
 */
final class TinkSealer implements Sealer {
  private static final int FIRST_KEY = 1;

  private final Aead aead;

  TinkSealer(byte[] key) {
    try {
      aead = AesGcmJce.create(tinkKey(key));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("AES-GCM is not available", missing);
    }
  }

  @AccessesPartialKey
  private static AesGcmKey tinkKey(byte[] key) throws GeneralSecurityException {
    return AesGcmKey.builder()
        .setParameters(
            AesGcmParameters.builder()
                .setKeySizeBytes(32)
                .setIvSizeBytes(12)
                .setTagSizeBytes(16)
                .setVariant(AesGcmParameters.Variant.TINK)
                .build())
        .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
        .setIdRequirement(FIRST_KEY)
        .build();
  }

  @Override
  public byte[] seal(byte[] plain, String owner) {
    try {
      return aead.encrypt(plain, owner.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException("Sealing failed", failed);
    }
  }

  @Override
  public byte[] open(byte[] sealed, String owner) {
    try {
      return aead.decrypt(sealed, owner.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException broken) {
      throw new SealBroken(broken);
    }
  }
}
