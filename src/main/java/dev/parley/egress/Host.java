package dev.parley.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host as a URL writes it, in one spelling.
 *
 * <p>Case, a dot at the end and the odd ways to write an IPv4 number (decimal, octal, hexadecimal,
 * short) are taken away; a percent sign, a zone, a letter outside ASCII or an IPv4-mapped literal
 * is refused.
 *
 * @param text lower case; IPv6 in brackets
 * @param number the address, if the host is one
 */
record Host(String text, @Nullable InetAddress number) {
  private static final int LONGEST = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final Pattern SIX = Pattern.compile("[0-9a-f:.]{2,45}");

  static Host of(String written) throws MalformedMessage {
    var text = written.toLowerCase(Locale.ROOT);
    if (text.startsWith("[")) {
      return six(text);
    }
    text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new MalformedMessage("a host name has 1 to 253 letters");
    }
    var labels = text.split("\\.", -1);
    if (NUMERIC.matcher(labels[labels.length - 1]).matches()) {
      return four(labels);
    }
    for (var label : labels) {
      if (!LABEL.matcher(label).matches()) {
        throw new MalformedMessage("the host name is not well-formed");
      }
    }
    return new Host(text, null);
  }

  private static Host six(String text) throws MalformedMessage {
    if (text.endsWith("]")) {
      var inside = text.substring(1, text.length() - 1);
      if (SIX.matcher(inside).matches() && inside.indexOf(':') >= 0) {
        try {
          if (InetAddress.ofLiteral(inside) instanceof Inet6Address address) {
            return new Host("[" + short6(address.getAddress()) + "]", address);
          }
        } catch (IllegalArgumentException noAddress) {
          throw new MalformedMessage("the IPv6 address is not well-formed");
        }
      }
    }
    throw new MalformedMessage("the IPv6 address is not well-formed, or maps an IPv4 address");
  }

  /** The longest run of zeroes left out, as RFC 5952 wants it. */
  private static String short6(byte[] bytes) {
    var groups = new int[8];
    int best = -1;
    int longest = 1;
    int run = 0;
    for (int i = 0; i < 8; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
      run = groups[i] == 0 ? run + 1 : 0;
      if (run > longest) {
        longest = run;
        best = i - run + 1;
      }
    }
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == best) {
        text.append("::");
        i += longest - 1;
      } else {
        text.append(i == 0 || text.charAt(text.length() - 1) == ':' ? "" : ":");
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  /** Reads numbers as browsers do (URL Standard, "IPv4 parser"). */
  private static Host four(String[] parts) throws MalformedMessage {
    if (parts.length > 4) {
      throw new MalformedMessage("the IPv4 address has too many parts");
    }
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      long most = last ? 1L << (8 * (5 - parts.length)) : 256;
      long part = part(parts[i]);
      if (part >= most) {
        throw new MalformedMessage("a part of the IPv4 address is too large");
      }
      address += last ? part : part << (8 * (3 - i));
    }
    var bytes = new byte[4];
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (address >>> (8 * (3 - i)));
    }
    var text =
        (bytes[0] & 0xff)
            + "."
            + (bytes[1] & 0xff)
            + "."
            + (bytes[2] & 0xff)
            + "."
            + (bytes[3] & 0xff);
    return new Host(text, InetAddress.ofLiteral(text));
  }

  private static long part(String part) throws MalformedMessage {
    try {
      if (part.startsWith("0x")) {
        return part.length() == 2 ? 0 : Long.parseUnsignedLong(checked(part.substring(2)), 16);
      }
      return part.length() > 1 && part.startsWith("0")
          ? Long.parseLong(checked(part.substring(1)), 8)
          : Long.parseLong(checked(part), 10);
    } catch (NumberFormatException noNumber) {
      throw new MalformedMessage("a part of the IPv4 address is no number");
    }
  }

  /** Neither a sign nor more digits than fit; zeroes in front aside. */
  private static String checked(String digits) {
    var bare = digits.replaceFirst("^0+(?=.)", "");
    if (bare.length() > 12 || !bare.chars().allMatch(Character::isLetterOrDigit)) {
      throw new NumberFormatException("out of range");
    }
    return bare;
  }
}
