package dev.parley.chrome;

import dev.parley.browser.SessionSpec;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Emulation;
import dev.parley.chrome.cdp.Emulation.Brand;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What pages of a session believe about their browser. */
record Appearance(SessionSpec.Viewport viewport, Locale locale, ZoneId timezone, String userAgent) {
  static final SessionSpec.Viewport USUAL = new SessionSpec.Viewport(1280, 800);

  /** Before a session has said what it wants. */
  static Appearance usual(String userAgent) {
    return new Appearance(USUAL, Locale.US, ZoneId.of("UTC"), plain(userAgent));
  }

  static Appearance of(SessionSpec spec, String userAgent) {
    @Nullable String wanted = spec.userAgent();
    return new Appearance(
        spec.viewport(),
        spec.locale(),
        spec.timezone(),
        wanted == null ? plain(userAgent) : wanted);
  }

  void page(CdpSession session) {
    session.send(new Emulation.SetFocusEmulationEnabled(true));
    session.send(
        new Emulation.SetDeviceMetricsOverride(
            viewport.width(), viewport.height(), 1, false, viewport.width(), viewport.height()));
    frame(session);
  }

  void frame(CdpSession session) {
    session.send(new Emulation.SetLocaleOverride(locale.toLanguageTag()));
    session.send(new Emulation.SetTimezoneOverride(timezone.getId()));
    worker(session);
  }

  void worker(CdpSession session) {
    var major = major();
    var brands = List.of(new Brand("Chromium", major), new Brand("Not.A/Brand", "99"));
    session.send(
        new Emulation.SetUserAgentOverride(
            userAgent,
            languages(),
            "Linux x86_64",
            new Emulation.UserAgentMetadata(brands, brands, "Linux", "", "x86", "", false)));
  }

  /** As in Accept-Language: the locale, and its language alone. */
  private String languages() {
    var tag = locale.toLanguageTag();
    return tag.equals(locale.getLanguage()) ? tag : tag + "," + locale.getLanguage();
  }

  private String major() {
    int at = userAgent.indexOf("Chrome/");
    int end = userAgent.indexOf('.', Math.max(at, 0));
    return at < 0 || end < 0 ? "99" : userAgent.substring(at + "Chrome/".length(), end);
  }

  private static String plain(String userAgent) {
    return userAgent.replace("HeadlessChrome", "Chrome");
  }
}
