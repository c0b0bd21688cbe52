package dev.parley.egress;

import java.net.IDN;

/**
 * Which hosts a rule speaks of: {@code example.com}, {@code *.example.com}, {@code *}.
 *
 * <p>{@code *.example.com} means every name below it, and not itself. {@code :port} behind a
 * pattern narrows it to that port.
 *
 * @param text the host, or what follows the star
 * @param below whether names below it are meant
 * @param port {@link Target#NO_PORT} for all
 */
record HostPattern(String text, boolean below, int port) {
  static HostPattern of(String written) {
    var text = written.strip();
    try {
      if (text.equals("*")) {
        return new HostPattern("", true, Target.NO_PORT);
      }
      boolean below = text.startsWith("*.");
      var rest = below ? text.substring(2) : text;
      boolean withPort = rest.matches("(\\[.*]|[^:\\[]*):[0-9]+");
      var host = withPort ? rest.substring(0, rest.lastIndexOf(':')) : rest;
      if (!host.startsWith("[")) {
        host = IDN.toASCII(host);
      }
      var target = Target.of(withPort ? host + rest.substring(rest.lastIndexOf(':')) : host, 80);
      if (below && target.host().number() != null) {
        throw new MalformedMessage("nothing is below an address");
      }
      return new HostPattern(
          (below ? "." : "") + target.host().text(),
          below,
          withPort ? target.port() : Target.NO_PORT);
    } catch (MalformedMessage | IllegalArgumentException bad) {
      throw new IllegalArgumentException(
          "a host pattern is written example.com, *.example.com or example.com:8443, not \""
              + written
              + "\"",
          bad);
    }
  }

  boolean matches(Target target) {
    var host = target.host().text();
    return (port == Target.NO_PORT || port == target.port())
        && (below ? host.endsWith(text) : host.equals(text));
  }
}
