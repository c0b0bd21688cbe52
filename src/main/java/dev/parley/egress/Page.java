package dev.parley.egress;

import java.nio.charset.StandardCharsets;

/**
 * An answer of the proxy itself.
 *
 * @param text said to whoever reads the page
 */
record Page(int status, String reason, String text) {
  static final Page PRIMED = new Page(200, "OK", "ready");
  static final Page LOGIN =
      new Page(407, "Proxy Authentication Required", "This proxy wants the session's credentials.");
  static final Page FULL =
      new Page(503, "Service Unavailable", "The session has too many connections open.");

  static Page refused(Wanted wanted, String why) {
    return new Page(
        403,
        "Forbidden",
        "Parley refused " + wanted.method() + " " + cut(wanted.toString()) + ": " + why + ".");
  }

  static Page malformed(String why) {
    return new Page(400, "Bad Request", "Parley refused the request: " + why + ".");
  }

  static Page unreachable(Wanted wanted, String why) {
    return new Page(
        502, "Bad Gateway", "Parley could not reach " + wanted.target() + ": " + why + ".");
  }

  static Page tooSlow(Wanted wanted) {
    return new Page(504, "Gateway Timeout", wanted.target() + " did not answer in time.");
  }

  /** No more of a text than a log line holds. */
  static String cut(String text) {
    return text.length() <= 300 ? text : text.substring(0, 300) + "…";
  }

  /** The whole answer. */
  byte[] bytes(boolean keeps, boolean head) {
    var body =
        ("<!doctype html><meta charset=utf-8><title>" + reason + "</title><p>" + escaped(text))
            .getBytes(StandardCharsets.US_ASCII);
    var top =
        ("HTTP/1.1 "
                + status
                + " "
                + reason
                + "\r\n"
                + "Content-Type: text/html; charset=utf-8\r\n"
                + "Content-Length: "
                + body.length
                + "\r\n"
                + "Cache-Control: no-store\r\n"
                + "Content-Security-Policy: default-src 'none'\r\n"
                + (status == 407 ? "Proxy-Authenticate: Basic realm=\"parley\"\r\n" : "")
                + (keeps ? "" : "Connection: close\r\n")
                + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    return head ? top : joined(top, body);
  }

  private static byte[] joined(byte[] one, byte[] two) {
    var both = new byte[one.length + two.length];
    System.arraycopy(one, 0, both, 0, one.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  private static String escaped(String text) {
    var safe = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80 && "<>&\"'".indexOf(c) < 0) {
        safe.append(c);
      } else {
        safe.append("&#" + (int) c + ";");
      }
    }
    return safe.toString();
  }
}
