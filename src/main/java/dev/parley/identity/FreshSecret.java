package dev.parley.identity;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes secrets nobody can guess. */
public final class FreshSecret {
  private static final SecureRandom RANDOM = new SecureRandom();

  private FreshSecret() {}

  /** A bearer token, client secret or password: 256 bit, safe in headers, forms and URLs. */
  public static String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
  }

  /** An API key in the form of contract allyson §1.2. */
  static String apiKey() {
    return "sk-allyson-" + HexFormat.of().formatHex(bytes(24));
  }

  /** The id of an OAuth client. */
  static String clientId() {
    return HexFormat.of().formatHex(bytes(16));
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
