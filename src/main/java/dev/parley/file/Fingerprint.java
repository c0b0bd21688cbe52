package dev.parley.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells bytes from all others.
 *
 * @param sha256 in lower-case hex
 */
public record Fingerprint(long bytes, String sha256) {
  /** Reads everything there is. */
  public static Fingerprint of(InputStream content) throws IOException {
    var digest = sha256Digest();
    var read = new DigestInputStream(content, digest);
    long bytes = read.transferTo(OutputStream.nullOutputStream());
    return new Fingerprint(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This JDK lacks SHA-256", missing);
    }
  }
}
