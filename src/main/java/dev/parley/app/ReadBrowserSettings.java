package dev.parley.app;

import dev.parley.browser.SessionSpec;
import dev.parley.chrome.ChromeSettings;
import dev.parley.chrome.launch.Executable;
import dev.parley.egress.EgressSettings;
import dev.parley.egress.PolicyFault;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code PARLEY_CHROMIUM} and {@code PARLEY_BROWSER_*}. */
final class ReadBrowserSettings {
  private static final int MOST_SESSIONS = 1000;
  private static final Duration OLDEST = Duration.ofDays(30);
  private static final long MB = 1L << 20;
  private static final long USUAL_DOWNLOAD = 100 * MB;
  private static final SessionSpec.Viewport USUAL_VIEWPORT = new SessionSpec.Viewport(1280, 800);
  private static final Pattern VIEWPORT = Pattern.compile("(\\d{1,5})[xX](\\d{1,5})");
  private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,500}");

  /** What a host alone, or a whole page, can be asked for by remote debugging. */
  private static final Set<String> CDP_SCHEMES = Set.of("ws", "wss", "http");

  private final SettingSource source;

  private ReadBrowserSettings(SettingSource source) {
    this.source = source;
  }

  static Settings.Browser from(SettingSource source) {
    var reading = new ReadBrowserSettings(source);
    var chrome = reading.chrome();
    var policy = reading.policy();
    var upstream = policy.upstream();
    var plain = EgressSettings.plain();
    return new Settings.Browser(
        chrome,
        upstream == null ? plain : plain.trusting(upstream),
        reading.session(policy, chrome.cdpUrl() != null),
        ReadWebSettings.from(source));
  }

  private ChromeSettings chrome() {
    var usual = ChromeSettings.DEFAULT;
    return new ChromeSettings(
        executable(),
        cdpUrl(),
        source.number("PARLEY_BROWSER_SESSIONS", usual.sessions(), 1, MOST_SESSIONS),
        source.number("PARLEY_BROWSER_PER_CHROMIUM", usual.perChromium(), 1, MOST_SESSIONS),
        source.number("PARLEY_BROWSER_WARM", usual.warm(), 0, MOST_SESSIONS),
        source.duration("PARLEY_BROWSER_RECYCLE_AGE", usual.recycleAge(), OLDEST),
        source.bytes(
            "PARLEY_BROWSER_RECYCLE_MEMORY", usual.recycleMemory(), 256 * MB, 1024 * 1024 * MB),
        usual.folder());
  }

  private @Nullable Path executable() {
    String named = source.text("PARLEY_CHROMIUM");
    if (named == null) {
      return null;
    }
    try {
      var path = Path.of(named).toAbsolutePath();
      if (Executable.find(path).isPresent()) {
        return path;
      }
    } catch (InvalidPathException unreadable) {
      // Told below, like a path that leads nowhere.
    }
    source.fault(
        "PARLEY_CHROMIUM",
        "names no program that can be run; name a browser's own program, not a script around it,"
            + " or leave it out and Parley looks for one");
    return null;
  }

  private @Nullable URI cdpUrl() {
    String url = source.text("PARLEY_BROWSER_CDP_URL");
    if (url == null) {
      return null;
    }
    try {
      var uri = new URI(url.strip());
      if (uri.getHost() != null && CDP_SCHEMES.contains(uri.getScheme())) {
        return uri;
      }
    } catch (URISyntaxException unreadable) {
      // Told below, like an address without a host.
    }
    source.fault(
        "PARLEY_BROWSER_CDP_URL",
        "must be the address of a browser with remote debugging: ws://host:port/path, wss://… or"
            + " http://host:port");
    return null;
  }

  /** Only what can be read; one that cannot is left out and told. */
  private SessionSpec.Policy policy() {
    var policy =
        new SessionSpec.Policy(
            hosts("ALLOW"),
            hosts("DENY"),
            hosts("ALLOW_PRIVATE"),
            source.text("PARLEY_BROWSER_UPSTREAM_PROXY"));
    var faults = PolicyFault.of(policy);
    faults.forEach(fault -> source.fault(name(fault.part()), fault.message()));
    return faults.isEmpty() ? policy : SessionSpec.Policy.PUBLIC;
  }

  private static String name(PolicyFault.Part part) {
    return switch (part) {
      case ALLOW -> "PARLEY_BROWSER_ALLOW:";
      case DENY -> "PARLEY_BROWSER_DENY:";
      case ALLOW_PRIVATE -> "PARLEY_BROWSER_ALLOW_PRIVATE:";
      case UPSTREAM -> "PARLEY_BROWSER_UPSTREAM_PROXY:";
    };
  }

  private Set<String> hosts(String name) {
    return Set.copyOf(source.words("PARLEY_BROWSER_" + name));
  }

  private SessionSpec session(SessionSpec.Policy policy, boolean elsewhere) {
    return new SessionSpec(
        viewport(),
        locale(),
        timezone(),
        userAgent(),
        policy,
        isolated(elsewhere),
        source.bytes("PARLEY_BROWSER_DOWNLOAD_MAX", USUAL_DOWNLOAD, MB, 100 * 1024 * MB),
        null);
  }

  private SessionSpec.Viewport viewport() {
    String text = source.text("PARLEY_BROWSER_VIEWPORT");
    if (text == null) {
      return USUAL_VIEWPORT;
    }
    var size = VIEWPORT.matcher(text.strip());
    try {
      if (size.matches()) {
        return new SessionSpec.Viewport(
            Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
      }
    } catch (IllegalArgumentException outOfBounds) {
      // Told below, like what is no size.
    }
    source.fault(
        "PARLEY_BROWSER_VIEWPORT",
        "must be width and height in pixels such as 1280x800, each from 200 to 4096");
    return USUAL_VIEWPORT;
  }

  private Locale locale() {
    var text = source.text("PARLEY_BROWSER_LOCALE", "en-US").strip();
    var locale = Locale.forLanguageTag(text);
    // what cannot be read is dropped from the tag without a word
    boolean known = List.of(Locale.getISOLanguages()).contains(locale.getLanguage());
    if (known && locale.toLanguageTag().equalsIgnoreCase(text)) {
      return locale;
    }
    source.fault("PARLEY_BROWSER_LOCALE", "must be a language such as de, en-US or pt-BR");
    return Locale.US;
  }

  private ZoneId timezone() {
    var text = source.text("PARLEY_BROWSER_TIMEZONE", "UTC").strip();
    if (ZoneId.getAvailableZoneIds().contains(text)) {
      return ZoneId.of(text);
    }
    source.fault("PARLEY_BROWSER_TIMEZONE", "must be a zone such as UTC or Europe/Berlin");
    return ZoneId.of("UTC");
  }

  private @Nullable String userAgent() {
    String text = source.text("PARLEY_BROWSER_USER_AGENT");
    if (text == null || PRINTABLE.matcher(text).matches()) {
      return text;
    }
    source.fault(
        "PARLEY_BROWSER_USER_AGENT", "must be at most 500 printable ASCII characters in one line");
    return null;
  }

  private boolean isolated(boolean elsewhere) {
    var text = source.text("PARLEY_BROWSER_ISOLATION", "context").strip();
    if (!Arrays.asList("context", "process").contains(text)) {
      source.fault(
          "PARLEY_BROWSER_ISOLATION",
          "must be context (sessions share browsers) or process (each has one of its own)");
      return false;
    }
    boolean process = text.equals("process");
    if (process && elsewhere) {
      source.fault(
          "PARLEY_BROWSER_ISOLATION",
          "cannot be process with PARLEY_BROWSER_CDP_URL: only browsers on this machine can be"
              + " started for one session; leave one of the two out");
    }
    return process;
  }
}
