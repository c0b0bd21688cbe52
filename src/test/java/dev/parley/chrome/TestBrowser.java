package dev.parley.chrome;

import dev.parley.chrome.launch.Executable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser that tests run with: that of {@code PARLEY_CHROMIUM}, as it is for the server, or the
 * first found. With {@code -Dparley.test.browser=other} it is one of the other kind than that.
 */
public final class TestBrowser {
  private static final List<String> NAMES =
      List.of(
          "chromium-headless-shell",
          "chromium",
          "chromium-browser",
          "google-chrome-stable",
          "google-chrome");

  private static final Optional<Executable> USUAL =
      Executable.find(
          Optional.ofNullable(System.getenv("PARLEY_CHROMIUM")).map(Path::of).orElse(null));

  public static final Optional<Executable> FOUND =
      switch (System.getProperty("parley.test.browser", "usual")) {
        case "usual" -> USUAL;
        case "other" -> other();
        case String unknown ->
            throw new IllegalArgumentException("no such parley.test.browser: " + unknown);
      };

  private TestBrowser() {}

  /** For a pool that runs it. */
  public static ChromeSettings settings() {
    var usual = ChromeSettings.DEFAULT;
    return new ChromeSettings(
        FOUND.map(Executable::path).orElse(null),
        null,
        usual.sessions(),
        usual.perChromium(),
        1,
        usual.recycleAge(),
        usual.recycleMemory(),
        usual.folder());
  }

  /** What to say where there is none. */
  static String wanted() {
    return USUAL
        .map(one -> "there is no browser of another kind than " + one.path())
        .orElse("no browser was found. " + Executable.WANTED);
  }

  static Optional<Executable> usual() {
    return USUAL;
  }

  static Optional<Executable> other() {
    var folders = System.getenv().getOrDefault("PATH", "").split(":");
    return NAMES.stream()
        .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
        .flatMap(path -> Executable.find(path).stream())
        .filter(one -> USUAL.isPresent() && one.kind() != USUAL.get().kind())
        .findFirst();
  }
}
