package dev.parley.vault;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.parley.secret.KeyRefused;
import dev.parley.secret.SealBroken;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Keys under something a person remembers: Argon2id with 64 MiB and three passes (RFC 9106), then
 * AES-256-GCM.
 *
 * <p>The numbers are those of the first form and stand nowhere in what is sealed, so that nobody
 * who hands it in can ask for more memory than that.
 */
final class Passphrase {
  private static final int SALT = 16;
  private static final byte FIRST_FORM = 1;
  private static final String USE = "server-key";
  private static final Argon2Function FUNCTION =
      Argon2Function.getInstance(64 * 1024, 3, 1, 32, Argon2.ID);

  private Passphrase() {}

  static String seal(byte[] key, String passphrase) {
    var salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    var sealed = sealer(passphrase, salt).seal(key, USE);
    var all = ByteBuffer.allocate(1 + SALT + sealed.length).put(FIRST_FORM).put(salt).put(sealed);
    return Base64.getEncoder().encodeToString(all.array());
  }

  static byte[] open(String text, String passphrase) {
    try {
      var all = ByteBuffer.wrap(Base64.getDecoder().decode(text));
      if (all.remaining() > 1 + SALT && all.get() == FIRST_FORM) {
        var salt = new byte[SALT];
        var sealed = new byte[all.remaining() - SALT];
        all.get(salt).get(sealed);
        return sealer(passphrase, salt).open(sealed, USE);
      }
    } catch (SealBroken other) {
      throw new KeyRefused(
          "The passphrase is not the one the key was sealed with. Try again.", other);
    } catch (IllegalArgumentException notBase64) {
      throw unknown();
    }
    throw unknown();
  }

  private static KeyRefused unknown() {
    return new KeyRefused(
        "The sealed key cannot be read. Set PARLEY_SECRET_KEY to the key itself.");
  }

  private static TinkSealer sealer(String passphrase, byte[] salt) {
    var bytes = passphrase.getBytes(StandardCharsets.UTF_8);
    return new TinkSealer(FUNCTION.hash(bytes, salt).getBytes());
  }
}
