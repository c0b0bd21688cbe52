package dev.parley.chrome.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scripts that distributions put in front of a browser; they add extensions and keys. */
final class Wrapper {
  private Wrapper() {}

  static boolean isScript(Path path) {
    try (var stream = Files.newInputStream(path)) {
      var start = stream.readNBytes(2);
      return start.length == 2 && start[0] == '#' && start[1] == '!';
    } catch (IOException unreadable) {
      // what cannot be read may still be run: packages ship such programs
      return unreadable instanceof java.nio.file.NoSuchFileException;
    }
  }
}
