package dev.parley.doctor;

import dev.parley.chrome.launch.Executable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How to get what is missing, on this system. */
enum Advice {
  DEBIAN(
      "'./parley doctor --install' as root does this: apt-get install chromium-headless-shell"
          + " (where that is not to be had: chromium)",
      "apt-get install fonts-liberation fonts-noto-cjk fonts-noto-color-emoji"),
  FEDORA(
      "dnf install chromium-headless",
      "dnf install liberation-fonts google-noto-sans-cjk-fonts google-noto-color-emoji-fonts"),
  MAC("brew install --cask chromium", "fonts come with macOS"),
  OTHER(
      Executable.WANTED,
      "install fonts of your distribution, such as Liberation and Noto, below /usr/share/fonts");

  private final String browser;
  private final String fonts;

  Advice(String browser, String fonts) {
    this.browser = browser;
    this.fonts = fonts;
  }

  String browser() {
    return browser;
  }

  String fonts() {
    return fonts;
  }

  static Advice here() {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")) {
      return MAC;
    }
    try {
      return of(Files.readString(Path.of("/etc/os-release")));
    } catch (IOException untold) {
      return OTHER;
    }
  }

  /** By the words of {@code ID} and {@code ID_LIKE}. */
  static Advice of(String release) {
    var names =
        release
            .lines()
            .filter(line -> line.startsWith("ID=") || line.startsWith("ID_LIKE="))
            .flatMap(line -> Arrays.stream(line.replaceAll("\"", "").split("=", 2)[1].split(" ")))
            .toList();
    if (Stream.of("debian", "ubuntu").anyMatch(names::contains)) {
      return DEBIAN;
    }
    return List.of("fedora", "rhel", "centos").stream().anyMatch(names::contains) ? FEDORA : OTHER;
  }
}
