package dev.parley.egress;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Another proxy, behind ours.
 *
 * @param login value of {@code Proxy-Authorization}, if it wants one
 */
record Upstream(Target proxy, @Nullable String login) {
  private static final String FORM =
      "an upstream proxy is written http://host:port or http://user:password@host:port";

  static Upstream of(String url) {
    try {
      var parts = new URI(url.strip());
      boolean bare = parts.getPath() == null || parts.getPath().matches("/?");
      if (!"http".equalsIgnoreCase(parts.getScheme())
          || parts.getRawAuthority() == null
          || !bare
          || parts.getQuery() != null) {
        throw new IllegalArgumentException(FORM);
      }
      var authority = parts.getRawAuthority();
      int at = authority.lastIndexOf('@');
      var proxy = Target.of(authority.substring(at + 1), Target.NO_PORT);
      return new Upstream(proxy, at < 0 ? null : login(authority.substring(0, at)));
    } catch (URISyntaxException | MalformedMessage bad) {
      // the cause would quote the password
      throw new IllegalArgumentException(FORM);
    }
  }

  private static String login(String userInfo) {
    var plain = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
    var pair = plain.contains(":") ? plain : plain + ":";
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** The field that logs in, with its line end; empty without a login. */
  String loginLine() {
    return login == null ? "" : "Proxy-Authorization: " + login + "\r\n";
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "Upstream[" + proxy + "]";
  }
}
