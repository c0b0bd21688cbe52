package dev.parley.vault;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.parley.identity.Passwords;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;

/** Argon2id with 19 MiB and two passes; as many at a time as there are processors. */
final class Argon2Passwords implements Passwords {
  private static final Argon2Function FUNCTION =
      Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);
  private static final int SALT = 16;

  private final SecureRandom random = new SecureRandom();
  // each one holds its 19 MiB: a crowd at the door may not exhaust the memory
  private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());

  @Override
  public String hash(String password) {
    var salt = new byte[SALT];
    random.nextBytes(salt);
    places.acquireUninterruptibly();
    try {
      return FUNCTION.hash(password.getBytes(StandardCharsets.UTF_8), salt).getResult();
    } finally {
      places.release();
    }
  }

  @Override
  public boolean matches(String password, String hash) {
    places.acquireUninterruptibly();
    try {
      return Argon2Function.getInstanceFromHash(hash)
          .check(
              password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.US_ASCII));
    } finally {
      places.release();
    }
  }
}
