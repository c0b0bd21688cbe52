package dev.parley.login;

import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of a site, such as {@code https://shop.example}.
 *
 * @param text without the port that the scheme has anyway
 */
public record Origin(String text, String host) {
  /** As browsers read it: a backslash ends the host as a slash does. */
  private static final Pattern URL =
      Pattern.compile(
          "(?is)(https?)://(?:[^/?#\\\\]*@)?([^/?#\\\\@\\s]+?)(?::(\\d{0,5}))?([/?#\\\\].*)?");

  /** The origin of any URL of the site; {@code WrongShape} if that has none. */
  public static Origin of(String url) {
    var parts = URL.matcher(url.strip());
    if (!parts.matches()) {
      throw unfit();
    }
    var scheme = parts.group(1).toLowerCase(Locale.ROOT);
    var host = HostName.of(parts.group(2)).orElseThrow(Origin::unfit);
    return new Origin(scheme + "://" + host.text() + port(scheme, parts.group(3)), host.text());
  }

  private static String port(String scheme, String written) {
    if (written == null || written.isEmpty()) {
      return "";
    }
    int port = Integer.parseInt(written);
    if (port > 65_535) {
      throw unfit();
    }
    return port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port;
  }

  private static ProblemException unfit() {
    return new ProblemException(
        new WrongShape("url must be an http or https address, such as https://shop.example."));
  }

  @Override
  public String toString() {
    return text;
  }
}
