package dev.parley.login;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host in the one spelling browsers keep cookies under.
 *
 * @param text lower case and ASCII; IPv6 in brackets
 * @param address whether it is an address, which has no parents
 */
record HostName(String text, boolean address) {
  private static final int LONGEST = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern FOUR =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern SIX = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
  private static final Pattern NUMERIC = Pattern.compile("\\d+|0x[0-9a-f]*");
  private static final Pattern ZEROES = Pattern.compile("(^|:)(0(:|$)){2,}");

  /** Empty for what browsers would not take, or would write otherwise. */
  static Optional<HostName> of(String written) {
    var text = written.toLowerCase(Locale.ROOT);
    if (SIX.matcher(text).matches()) {
      return six(text.substring(1, text.length() - 1));
    }
    try {
      text = IDN.toASCII(text, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException unwritable) {
      return Optional.empty();
    }
    if (FOUR.matcher(text).matches()) {
      return Optional.of(new HostName(text, true));
    }
    return isName(text) ? Optional.of(new HostName(text, false)) : Optional.empty();
  }

  private static boolean isName(String text) {
    var labels = text.split("\\.", -1);
    for (var label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    // a number at the end makes an address of it, in one of the odd spellings
    return text.length() <= LONGEST && !NUMERIC.matcher(labels[labels.length - 1]).matches();
  }

  private static Optional<HostName> six(String text) {
    try {
      var whole = InetAddress.ofLiteral(text).getHostAddress();
      return whole.indexOf(':') < 0
          ? Optional.empty()
          : Optional.of(new HostName("[" + ZEROES.matcher(whole).replaceFirst("::") + "]", true));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  boolean isBelow(HostName other) {
    return !address && !other.address && text.endsWith("." + other.text);
  }
}
