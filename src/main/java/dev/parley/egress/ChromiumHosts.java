package dev.parley.egress;

import java.util.List;

/** Hosts that Chromium itself calls: updates, safe browsing, hints. */
final class ChromiumHosts {
  private static final List<HostPattern> ALL =
      List.of(
              "update.googleapis.com",
              "clientservices.googleapis.com",
              "optimizationguide-pa.googleapis.com",
              "content-autofill.googleapis.com",
              "passwordsleakcheck-pa.googleapis.com",
              "safebrowsing.googleapis.com",
              "safebrowsingohttpgateway.googleapis.com",
              "sb-ssl.google.com",
              "clients1.google.com",
              "clients2.google.com",
              "clients2.googleusercontent.com",
              "android.clients.google.com",
              "mtalk.google.com",
              "redirector.gvt1.com",
              "*.gvt1.com",
              "*.gvt2.com")
          .stream()
          .map(HostPattern::of)
          .toList();

  private ChromiumHosts() {}

  static boolean have(Target target) {
    return ALL.stream().anyMatch(pattern -> pattern.matches(target));
  }
}
