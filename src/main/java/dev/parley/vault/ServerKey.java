package dev.parley.vault;

import dev.parley.secret.KeyRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one key of an installation; prints as nothing. */
public final class ServerKey {
  private static final int LENGTH = 32;
  private static final String FILE = "secret.key";
  private static final String MAKE_ONE = "Make one with: openssl rand -base64 32";

  private final byte[] bytes;

  private ServerKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key of the setting {@code PARLEY_SECRET_KEY}, or else of {@code secret.key}.
   *
   * <p>The file is made, readable by its owner alone, when it is not there; but not for a database
   * that other servers may share, since all of them need the same key.
   *
   * @throws KeyRefused with a remedy
   */
  public static ServerKey load(@Nullable String setting, Path dataDirectory, boolean external) {
    if (setting != null) {
      return parse(setting, "PARLEY_SECRET_KEY");
    }
    if (external) {
      throw new KeyRefused(
          "PARLEY_SECRET_KEY is not set. With PARLEY_DATABASE_URL every server of that database"
              + " needs the same key. "
              + MAKE_ONE);
    }
    var file = dataDirectory.resolve(FILE);
    try {
      if (Files.notExists(file)) {
        make(dataDirectory, file);
      }
      requirePrivate(file);
      return parse(Files.readString(file), file.toString());
    } catch (IOException unusable) {
      throw new KeyRefused(
          "The server key " + file + " cannot be used: " + unusable + ". Check who owns it.",
          unusable);
    }
  }

  /** The key there is already: that of the setting, else of the file; none is made. */
  public static Optional<ServerKey> find(@Nullable String setting, Path dataDirectory) {
    return setting == null && Files.notExists(dataDirectory.resolve(FILE))
        ? Optional.empty()
        : Optional.of(load(setting, dataDirectory, false));
  }

  /** Where a data directory has its key, if it has one. */
  public static Path file(Path dataDirectory) {
    return dataDirectory.resolve(FILE);
  }

  /** Makes it the key of a data directory that has none. */
  public void keep(Path dataDirectory) {
    var file = file(dataDirectory);
    try {
      Files.createDirectories(dataDirectory);
      write(file, bytes);
    } catch (IOException failed) {
      throw new KeyRefused(
          "The server key cannot be written to " + file + ": " + failed + ". Check who owns it.",
          failed);
    }
  }

  /** The key under a passphrase, to be carried elsewhere. */
  public String seal(String passphrase) {
    return Passphrase.seal(bytes, passphrase);
  }

  /**
   * The key that was sealed.
   *
   * @throws KeyRefused if that is another passphrase
   */
  public static ServerKey unseal(String sealed, String passphrase) {
    return new ServerKey(Passphrase.open(sealed, passphrase));
  }

  private static void make(Path dataDirectory, Path file) throws IOException {
    Files.createDirectories(dataDirectory);
    var bytes = new byte[LENGTH];
    new SecureRandom().nextBytes(bytes);
    write(file, bytes);
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    PrivateFile.write(file, Base64.getEncoder().encodeToString(bytes) + "\n");
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!PrivateFile.isPrivate(file)) {
      throw new KeyRefused(
          "The server key "
              + file
              + " can be read by others. Take that away with: chmod 600 "
              + file
              + " (and replace the key if others may have read it).");
    }
  }

  private static ServerKey parse(String text, String where) {
    var line = text.strip().replace('-', '+').replace('_', '/');
    try {
      var bytes = Base64.getDecoder().decode(line);
      if (bytes.length == LENGTH) {
        return new ServerKey(bytes);
      }
    } catch (IllegalArgumentException notBase64) {
      throw unfit(where);
    }
    throw unfit(where);
  }

  private static KeyRefused unfit(String where) {
    return new KeyRefused(where + " must hold 32 bytes in base64. " + MAKE_ONE);
  }

  byte[] derive(String label) {
    return Derivation.derive(bytes, label, LENGTH);
  }

  /** Tells this key from any other without giving it away. */
  public String fingerprint() {
    return HexFormat.of().formatHex(Derivation.derive(bytes, "fingerprint", 16));
  }
}
