package dev.parley.chrome;

import dev.parley.chrome.launch.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies of files for pages, which the browser's user may read.
 *
 * <p>A page may read a file long after it was given, at the latest when it sends its form: a copy
 * stays until the document is gone that got it, or the session ends.
 */
final class Staging {
  private record Staged(Tab tab, int documents, Path folder) {}

  private final Context context;
  private final List<Staged> staged = new ArrayList<>();
  private int count;

  Staging(Context context) {
    this.context = context;
  }

  Path stage(Tab tab, Path file, String name) throws IOException {
    tidy();
    var folder = context.downloads().folder().resolve("upload-" + ++count);
    Files.createDirectory(folder);
    var copy = folder.resolve(SafeName.of(name));
    Files.copy(file, copy);
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
    context.chromium().requireProcess().hand(copy);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    staged.add(new Staged(tab, tab.traffic().documents(), folder));
    return copy;
  }

  private void tidy() {
    staged.removeIf(one -> {
      boolean gone =
          one.tab().page().ended().isPresent()
              || one.tab().traffic().documents() != one.documents();
      if (gone) {
        Trees.remove(one.folder());
      }
      return gone;
    });
  }
}
