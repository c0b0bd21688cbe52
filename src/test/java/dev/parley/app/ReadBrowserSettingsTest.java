package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.browser.SessionSpec;
import dev.parley.chrome.ChromeSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadBrowserSettingsTest {
  @TempDir private Path folder;

  private Settings.Browser read(Map<String, String> environment) {
    return ReadSettings.from(SettingSource.of(environment, folder.resolve("parley.yaml")))
        .browser();
  }

  private void refuses(String name, String value, String... words) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOf(BadSettings.class)
        .hasMessageStartingWith(name)
        .hasMessageContainingAll(words);
  }

  @Test
  void hasADefaultForEverything() {
    var browser = read(Map.of());
    assertThat(browser.chrome()).isEqualTo(ChromeSettings.DEFAULT);
    assertThat(browser.usual())
        .isEqualTo(
            new SessionSpec(
                new SessionSpec.Viewport(1280, 800),
                Locale.US,
                ZoneId.of("UTC"),
                null,
                SessionSpec.Policy.PUBLIC,
                false,
                100 << 20,
                null));
    assertThat(browser.egress().upstreams()).isEmpty();
  }

  @Test
  void readsWhereBrowsersComeFromAndHowMany() {
    var chrome =
        read(Map.of(
                "PARLEY_CHROMIUM", "/bin/sh",
                "PARLEY_BROWSER_CDP_URL", "wss://pool.example:9222/browser?token=t",
                "PARLEY_BROWSER_SESSIONS", "7",
                "PARLEY_BROWSER_PER_CHROMIUM", "3",
                "PARLEY_BROWSER_RECYCLE_AGE", "90m",
                "PARLEY_BROWSER_RECYCLE_MEMORY", "2GB"))
            .chrome();
    assertThat(chrome.executable()).isEqualTo(Path.of("/bin/sh"));
    assertThat(chrome.cdpUrl()).isEqualTo(URI.create("wss://pool.example:9222/browser?token=t"));
    assertThat(chrome.sessions()).isEqualTo(7);
    assertThat(chrome.perChromium()).isEqualTo(3);
    assertThat(chrome.recycleAge()).isEqualTo(Duration.ofMinutes(90));
    assertThat(chrome.recycleMemory()).isEqualTo(2L << 30);
  }

  @Test
  void readsWhatSessionsAreLike() {
    var usual =
        read(Map.of(
                "PARLEY_BROWSER_VIEWPORT", "1024x768",
                "PARLEY_BROWSER_LOCALE", "de-CH",
                "PARLEY_BROWSER_TIMEZONE", "Europe/Zurich",
                "PARLEY_BROWSER_USER_AGENT", "Mozilla/5.0 (X11) Chrome/156.0",
                "PARLEY_BROWSER_ISOLATION", "process",
                "PARLEY_BROWSER_DOWNLOAD_MAX", "20 mb"))
            .usual();
    assertThat(usual.viewport()).isEqualTo(new SessionSpec.Viewport(1024, 768));
    assertThat(usual.locale()).isEqualTo(Locale.forLanguageTag("de-CH"));
    assertThat(usual.timezone()).isEqualTo(ZoneId.of("Europe/Zurich"));
    assertThat(usual.userAgent()).isEqualTo("Mozilla/5.0 (X11) Chrome/156.0");
    assertThat(usual.isolated()).isTrue();
    assertThat(usual.mostDownloadBytes()).isEqualTo(20 << 20);
  }

  @Test
  void readsWhatMayBeReached() throws Exception {
    Files.writeString(
        folder.resolve("parley.yaml"),
        "browserAllow: '*.example.com, shop.example:8443'\nbrowserDeny: ads.example.com\n");
    var browser =
        read(
            Map.of(
                "PARLEY_BROWSER_ALLOW_PRIVATE", "localhost:9000,[::1]:80",
                "PARLEY_BROWSER_UPSTREAM_PROXY", "http://user:swordfish@10.0.0.1:3128"));
    assertThat(browser.usual().policy())
        .isEqualTo(
            new SessionSpec.Policy(
                java.util.Set.of("*.example.com", "shop.example:8443"),
                java.util.Set.of("ads.example.com"),
                java.util.Set.of("localhost:9000", "[::1]:80"),
                "http://user:swordfish@10.0.0.1:3128"));
    assertThat(browser.egress().upstreams()).containsExactly("10.0.0.1:3128");
    assertThat(browser.toString()).doesNotContain("swordfish");
  }

  @Test
  void saysOfEachHowToWriteIt() {
    refuses("PARLEY_CHROMIUM", "/nowhere/chromium", "names no program", "leave it out");
    refuses("PARLEY_CHROMIUM", "\u0000", "names no program");
    refuses("PARLEY_BROWSER_SESSIONS", "0", "from 1 to 1000");
    refuses("PARLEY_BROWSER_PER_CHROMIUM", "many", "from 1 to 1000");
    refuses("PARLEY_BROWSER_RECYCLE_AGE", "31d", "must be a time");
    refuses("PARLEY_BROWSER_RECYCLE_MEMORY", "1MB", "from 256MB to 1024GB");
    refuses("PARLEY_BROWSER_DOWNLOAD_MAX", "1000000T", "such as 500MB");
    refuses("PARLEY_BROWSER_DOWNLOAD_MAX", "10", "such as 500MB");
    refuses("PARLEY_BROWSER_CDP_URL", "https://127.0.0.1:9222", "ws://");
    refuses("PARLEY_BROWSER_CDP_URL", "127.0.0.1:9222", "ws://");
    refuses("PARLEY_BROWSER_ALLOW", "http://example.com/", "*.example.com");
    refuses("PARLEY_BROWSER_DENY", "*.", "*.example.com");
    refuses("PARLEY_BROWSER_ALLOW_PRIVATE", "localhost", "localhost:9000");
    refuses("PARLEY_BROWSER_UPSTREAM_PROXY", "socks5://10.0.0.1:1080", "http://host:port");
    refuses("PARLEY_BROWSER_VIEWPORT", "99999x10", "1280x800");
    refuses("PARLEY_BROWSER_LOCALE", "english", "en-US");
    refuses("PARLEY_BROWSER_LOCALE", "en_US", "en-US");
    refuses("PARLEY_BROWSER_TIMEZONE", "UTC+3", "Europe/Berlin");
    refuses("PARLEY_BROWSER_USER_AGENT", "a\nb", "printable");
    refuses("PARLEY_BROWSER_ISOLATION", "vm", "context", "process");
  }

  @Test
  void tellsAllFaultsAtOnceAndNoPassword() {
    assertThatThrownBy(() ->
            read(
                Map.of(
                    "PARLEY_PORT", "x",
                    "PARLEY_BROWSER_ALLOW", "a b,c d",
                    "PARLEY_BROWSER_UPSTREAM_PROXY", "http://user:swordfish@",
                    "PARLEY_BROWSER_VIEWPORT", "big")))
        .hasMessageContainingAll(
            "PARLEY_PORT", "\"a b\"", "\"c d\"", "PARLEY_BROWSER_UPSTREAM_PROXY", "VIEWPORT")
        .hasMessageNotContaining("swordfish");
  }

  @Test
  void refusesIsolationByABrowserElsewhere() {
    assertThatThrownBy(() ->
            read(
                Map.of(
                    "PARLEY_BROWSER_ISOLATION", "process",
                    "PARLEY_BROWSER_CDP_URL", "ws://127.0.0.1:9222/")))
        .hasMessageContaining("leave one of the two out");
  }

  @Test
  void stopsTheStart() {
    var told = new java.io.ByteArrayOutputStream();
    var stream = new java.io.PrintStream(told, true, java.nio.charset.StandardCharsets.UTF_8);
    int code = new Serve(stream, stream).run(Map.of("PARLEY_BROWSER_TIMEZONE", "Mars"));
    assertThat(code).isEqualTo(1);
    assertThat(told.toString(java.nio.charset.StandardCharsets.UTF_8))
        .contains("Parley cannot start:", "PARLEY_BROWSER_TIMEZONE must be");
  }
}
