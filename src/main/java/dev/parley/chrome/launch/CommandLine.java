package dev.parley.chrome.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a Chromium of ours is started with. */
final class CommandLine {
  private CommandLine() {}

  private static final List<String> ALWAYS =
      List.of(
          "--remote-debugging-pipe",
          "--no-first-run",
          "--no-default-browser-check",
          "--no-startup-window",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-component-extensions-with-background-pages",
          "--disable-default-apps",
          "--disable-extensions",
          "--disable-sync",
          "--disable-breakpad",
          "--disable-crash-reporter",
          "--disable-client-side-phishing-detection",
          "--disable-domain-reliability",
          "--disable-field-trial-config",
          "--disable-popup-blocking",
          "--disable-prompt-on-repost",
          "--disable-hang-monitor",
          "--disable-background-timer-throttling",
          "--disable-backgrounding-occluded-windows",
          "--disable-renderer-backgrounding",
          "--disable-search-engine-choice-screen",
          "--deny-permission-prompts",
          "--metrics-recording-only",
          "--mute-audio",
          "--no-pings",
          "--no-service-autorun",
          "--password-store=basic",
          "--use-mock-keychain",
          "--hide-scrollbars",
          "--font-render-hinting=none",
          "--force-color-profile=srgb",
          "--site-per-process",
          "--disable-dev-shm-usage");

  /** Everything outside a session's own proxy fails. */
  private static final List<String> CLOSED =
      List.of(
          "--proxy-server=http://127.0.0.1:9",
          "--proxy-bypass-list=<-loopback>",
          "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
          // Chromium reads the one, the headless shell the other
          "--webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
          "--disable-quic",
          "--dns-over-https-mode=off");

  private static final List<String> OFF =
      List.of(
          "WebUIOmniboxPopup",
          "WebUIOmniboxAimPopup",
          "AcceptCHFrame",
          "AutofillServerCommunication",
          "CertificateTransparencyComponentUpdater",
          "DestroyProfileOnBrowserClose",
          "DialMediaRouteProvider",
          "DnsOverHttps",
          "GlobalMediaControls",
          "InterestFeedContentSuggestions",
          "MediaRouter",
          "OptimizationHints",
          "PaintHolding",
          "Translate");

  /**
   * With a version it calls itself an ordinary Chrome, in workers that cannot be told later too.
   */
  static List<String> of(Executable executable, Path folder, Optional<String> version) {
    var line = new ArrayList<String>();
    line.add(executable.path().toString());
    line.addAll(ALWAYS);
    line.addAll(CLOSED);
    line.add("--disable-features=" + String.join(",", OFF));
    line.add("--user-data-dir=" + folder.resolve("profile"));
    version.ifPresent(number ->
        line.add(
            "--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                + " Chrome/"
                + number
                + ".0.0.0 Safari/537.36"));
    if (executable.kind() == Executable.Kind.CHROMIUM) {
      line.add("--headless=new");
    }
    return line;
  }
}
