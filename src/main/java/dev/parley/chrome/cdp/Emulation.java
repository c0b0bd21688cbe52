package dev.parley.chrome.cdp;

import java.util.List;

/** What a page believes about where it runs. */
public final class Emulation {
  private Emulation() {}

  /** Whether it believes to have the focus, and so gets frames and input when covered. */
  public record SetFocusEmulationEnabled(boolean enabled) implements Command.Order {}

  /** Its viewport in CSS pixels. */
  public record SetDeviceMetricsOverride(
      int width,
      int height,
      double deviceScaleFactor,
      boolean mobile,
      int screenWidth,
      int screenHeight)
      implements Command.Order {}

  /** Its locale, as in {@code en-GB}. */
  public record SetLocaleOverride(String locale) implements Command.Order {}

  /** Its time zone. */
  public record SetTimezoneOverride(String timezoneId) implements Command.Order {}

  /** What it calls itself. */
  public record SetUserAgentOverride(
      String userAgent, String acceptLanguage, String platform, UserAgentMetadata userAgentMetadata)
      implements Command.Order {}

  /** What it calls itself, in pieces. */
  public record UserAgentMetadata(
      List<Brand> brands,
      List<Brand> fullVersionList,
      String platform,
      String platformVersion,
      String architecture,
      String model,
      boolean mobile) {
    public UserAgentMetadata {
      brands = List.copyOf(brands);
      fullVersionList = List.copyOf(fullVersionList);
    }
  }

  /** A name with its version. */
  public record Brand(String brand, String version) {}
}
