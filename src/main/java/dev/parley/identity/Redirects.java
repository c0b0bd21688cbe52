package dev.parley.identity;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which addresses a browser may be sent to with a code (RFC 8252, RFC 9700). */
final class Redirects {
  private static final int LONGEST = 2000;
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

  private Redirects() {}

  /** What is wrong with an address, in words; empty if nothing is. */
  static Optional<String> fault(String text) {
    return isFit(text)
        ? Optional.empty()
        : Optional.of(
            "A redirect address is https://…, http:// on this machine itself, or an app's own scheme"
                + " such as com.example.app:/back; whole, without a fragment and without"
                + " credentials.");
  }

  private static boolean isFit(String text) {
    if (text.length() > LONGEST || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return false;
    }
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
    if (uri.getScheme() == null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
      return false;
    }
    return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
      case "https" -> uri.getHost() != null;
      case "http" -> uri.getHost() != null && THIS_MACHINE.contains(uri.getHost());
      // a scheme of one's own is a name turned around; javascript: and data: have no dot
      case String own -> own.contains(".");
    };
  }
}
