package dev.parley.tool.browser;

import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key of codes that change with time (RFC 6238), as {@code otpauth://totp/…} URIs hold it. */
@SuppressWarnings("ArrayRecordComponent")
record OneTimeCode(byte[] key, String algorithm, int digits, int period) {
  private static final String SCHEME = "otpauth://";
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  static boolean isMeant(String value) {
    return value.strip().toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }

  /** Empty if it is no such URI that can be read. */
  static Optional<OneTimeCode> parse(String value) {
    var uri = value.strip();
    int question = uri.indexOf('?');
    if (!uri.toLowerCase(Locale.ROOT).startsWith(SCHEME + "totp/") || question < 0) {
      return Optional.empty();
    }
    try {
      var query = query(uri.substring(question + 1));
      var key = base32(query.getOrDefault("secret", ""));
      var algorithm = algorithm(query.getOrDefault("algorithm", "SHA1"));
      int digits = Integer.parseInt(query.getOrDefault("digits", "6"));
      int period = Integer.parseInt(query.getOrDefault("period", "30"));
      boolean usable = key.length > 0 && digits >= 6 && digits <= 8 && period >= 1;
      return usable
          ? Optional.of(new OneTimeCode(key, algorithm, digits, period))
          : Optional.empty();
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** The key as it is written in the URI; empty if there is none. */
  static String written(String value) {
    int question = value.indexOf('?');
    return question < 0 ? "" : query(value.substring(question + 1)).getOrDefault("secret", "");
  }

  private static Map<String, String> query(String raw) {
    var query = new HashMap<String, String>();
    for (var pair : raw.split("[&#]", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(
            pair.substring(0, equals).toLowerCase(Locale.ROOT),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static String algorithm(String name) {
    return switch (name.toUpperCase(Locale.ROOT).replace("-", "")) {
      case "SHA1" -> "HmacSHA1";
      case "SHA256" -> "HmacSHA256";
      case "SHA512" -> "HmacSHA512";
      default -> throw new IllegalArgumentException("an algorithm nobody knows");
    };
  }

  private static byte[] base32(String written) {
    var clean = written.toUpperCase(Locale.ROOT).replaceAll("[\\s=-]", "");
    var bytes = ByteBuffer.allocate(clean.length() * 5 / 8);
    int bits = 0;
    int held = 0;
    for (int i = 0; i < clean.length(); i++) {
      int value = ALPHABET.indexOf(clean.charAt(i));
      if (value < 0) {
        throw new IllegalArgumentException("no base 32");
      }
      held = held << 5 | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.put((byte) (held >> bits));
        held &= (1 << bits) - 1;
      }
    }
    return bytes.array();
  }

  /** The code of that moment. */
  String at(Instant now) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      long step = Math.floorDiv(now.getEpochSecond(), (long) period);
      var hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      long number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffffL;
      long modulus = BigInteger.TEN.pow(digits).longValueExact();
      return String.format(Locale.ROOT, "%0" + digits + "d", number % modulus);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every Java has " + algorithm, absent);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "OneTimeCode[" + algorithm + "]";
  }
}
