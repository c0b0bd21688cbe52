package dev.parley.chrome;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** What may be loaded: http, https and about:blank; the proxy does not see the others. */
final class SiteUrl {
  static final String BLANK = "about:blank";

  private SiteUrl() {}

  /** As the browser is to get it; empty if it may not be loaded. */
  static Optional<String> of(String given) {
    var url = given.strip();
    if (url.equalsIgnoreCase(BLANK)) {
      return Optional.of(BLANK);
    }
    if (!url.contains("://") && !url.matches("(?i)[a-z][a-z0-9+.-]*:(?!\\d).*")) {
      url = "https://" + url;
    }
    var lower = url.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      return Optional.empty();
    }
    if (url.chars().anyMatch(letter -> letter < ' ')) {
      return Optional.empty();
    }
    try {
      var host = new URI(url.replaceAll("[?#].*", "").replace(" ", "%20")).getRawAuthority();
      return host == null || host.isEmpty() ? Optional.empty() : Optional.of(url);
    } catch (URISyntaxException odd) {
      // browsers read more than the standard; the scheme is what matters here
      return Optional.of(url);
    }
  }
}
