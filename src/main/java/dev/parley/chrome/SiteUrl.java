package dev.parley.chrome;

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
    if (url.chars().anyMatch(letter -> letter < ' ')) {
      return Optional.empty();
    }
    // browsers read more than any parser of ours; scheme and some host are what matters here
    return url.matches("(?is)https?://[^/?#\\\\\\s].*") ? Optional.of(url) : Optional.empty();
  }
}
