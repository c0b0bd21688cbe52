package dev.parley.chrome.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A browser's program, never a wrapper script. */
public record Executable(Path path, Kind kind) {
  /** What to tell somebody who has none. */
  public static final String WANTED =
      "Install the Debian package chromium-headless-shell, or Chromium or Chrome, or set"
          + " PARLEY_CHROMIUM to the program.";

  /** Which of the family, the cheapest first. */
  public enum Kind {
    HEADLESS_SHELL,
    CHROMIUM
  }

  private static final List<String> SHELLS =
      List.of("chromium-headless-shell", "chrome-headless-shell", "headless_shell");
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome");

  /** Where packages put the program that their wrapper starts. */
  private static final List<String> HOMES =
      List.of(
          "/usr/lib/chromium",
          "/usr/lib64/chromium-browser",
          "/usr/lib/chromium-browser",
          "/usr/lib64/chromium",
          "/opt/google/chrome",
          "/opt/chromium");

  private static final List<String> MAC =
      List.of(
          "/Applications/Chromium.app/Contents/MacOS/Chromium",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

  /** The one named, else the first found; empty if there is none. */
  public static Optional<Executable> find(@Nullable Path named) {
    return named == null
        ? candidates(System.getenv().getOrDefault("PATH", "")).findFirst()
        : program(named);
  }

  static Stream<Executable> candidates(String searchPath) {
    var folders = new ArrayList<>(HOMES);
    folders.addAll(Arrays.asList(searchPath.split(":")));
    return Stream.concat(
            Stream.concat(inFolders(folders, SHELLS), inFolders(folders, BROWSERS)),
            MAC.stream().map(Path::of))
        .flatMap(path -> program(path).stream());
  }

  private static Stream<Path> inFolders(List<String> folders, List<String> names) {
    return names.stream()
        .flatMap(name ->
            folders.stream()
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name)));
  }

  private static Optional<Executable> program(Path path) {
    if (!Files.isRegularFile(path) || !Files.isExecutable(path)) {
      return Optional.empty();
    }
    if (!Wrapper.isScript(path)) {
      return Optional.of(new Executable(path, kind(path)));
    }
    var name = path.getFileName().toString();
    return HOMES.stream()
        .flatMap(home -> Stream.of(name, "chromium", "chrome").map(one -> Path.of(home, one)))
        .filter(one -> Files.isExecutable(one) && !Wrapper.isScript(one))
        .filter(one -> kind(one) == kind(path))
        .findFirst()
        .map(one -> new Executable(one, kind(one)));
  }

  private static Kind kind(Path path) {
    return SHELLS.contains(path.getFileName().toString()) ? Kind.HEADLESS_SHELL : Kind.CHROMIUM;
  }
}
