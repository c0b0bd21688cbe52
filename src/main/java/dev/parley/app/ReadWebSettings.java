package dev.parley.app;

import dev.parley.webagent.WebSettings.Caps;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads those of {@code PARLEY_BROWSER_*} that are the web agent's. */
final class ReadWebSettings {
  private static final int MOST_STEPS = 10_000;
  private static final Duration LONGEST_HOLD = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final Duration USUAL_HOLD = Duration.ofMinutes(15);
  private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(1_000_000);
  private static final String QUERY = "{query}";

  private final SettingSource source;

  private ReadWebSettings(SettingSource source) {
    this.source = source;
  }

  static Settings.Web from(SettingSource source) {
    var reading = new ReadWebSettings(source);
    return new Settings.Web(
        reading.url("PARLEY_BROWSER_START_URL", "must be an http or https address"),
        reading.searchUrl(),
        source.duration("PARLEY_BROWSER_HOLD", USUAL_HOLD, LONGEST_HOLD),
        reading.caps());
  }

  private Caps caps() {
    var usual = Caps.USUAL;
    return new Caps(
        source.number("PARLEY_BROWSER_MAX_STEPS", usual.maxSteps(), 1, MOST_STEPS),
        source.number("PARLEY_BROWSER_TOKENS", 0, 0, Integer.MAX_VALUE),
        cost(),
        usual.contextTokens(),
        source.duration("PARLEY_BROWSER_DEADLINE", usual.deadline(), LONGEST),
        source.duration("PARLEY_BROWSER_IDLE", usual.idle(), LONGEST),
        usual.answer(),
        vision());
  }

  private @Nullable Boolean vision() {
    return source.text("PARLEY_BROWSER_VISION") == null
        ? null
        : source.flag("PARLEY_BROWSER_VISION", false);
  }

  private @Nullable BigDecimal cost() {
    var written = source.text("PARLEY_BROWSER_COST");
    if (written == null) {
      return null;
    }
    try {
      var dollars = new BigDecimal(written.strip());
      if (dollars.signum() > 0 && dollars.compareTo(MOST_DOLLARS) <= 0) {
        return dollars;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, like a number out of bounds.
    }
    source.fault("PARLEY_BROWSER_COST", "must be an amount of US dollars such as 0.50");
    return null;
  }

  private @Nullable String searchUrl() {
    String what = "must be an http or https address with {query} in it";
    String url = url("PARLEY_BROWSER_SEARCH_URL", what);
    if (url != null && !url.contains(QUERY)) {
      source.fault("PARLEY_BROWSER_SEARCH_URL", what);
      return null;
    }
    return url;
  }

  private @Nullable String url(String name, String what) {
    String url = source.text(name);
    if (url == null) {
      return null;
    }
    try {
      var uri = new URI(url.strip().replace(QUERY, "query"));
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("(?i)https?")) {
        return url.strip();
      }
    } catch (URISyntaxException unreadable) {
      // Told below, like an address without a host.
    }
    source.fault(name, what);
    return null;
  }
}
