package dev.parley.workspace;

import dev.parley.knowledge.DocumentFile;
import dev.parley.knowledge.DocumentPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The documents of a workspace folder.
 *
 * @param files by path
 * @param whole whether all of the folder could be looked into; else the files say nothing of others
 * @param companions how many files stand beside documents and are none: pictures, styles, scripts
 * @param refused sentences about files that cannot be documents whatever they hold
 */
public record DocumentFolder(
    List<DocumentFile> files, boolean whole, int companions, List<String> refused) {
  public DocumentFolder {
    files = List.copyOf(files);
    refused = List.copyOf(refused);
  }

  /** Empty if the workspace has no such folder, which says nothing about documents. */
  public static Optional<DocumentFolder> in(Path workspace) {
    var folder = workspace.resolve(DocumentPath.ROOT);
    return Files.isDirectory(folder) ? Optional.of(below(folder)) : Optional.empty();
  }

  private static DocumentFolder below(Path folder) {
    var files = new TreeMap<DocumentPath, DocumentFile>();
    var refused = new ArrayList<String>();
    boolean whole = true;
    int companions = 0;
    try {
      // The folder may be a link, as mounted configuration is; links further down are files.
      var root = folder.toRealPath();
      try (var walk = Files.walk(root)) {
        for (var file : walk.filter(path -> isVisible(root, path)).toList()) {
          var name = DocumentPath.ROOT + "/" + root.relativize(file).toString().replace('\\', '/');
          var path = DocumentPath.parse(name);
          if (path.isEmpty()) {
            refused.add(shown(name) + " cannot be a document's name; rename it");
          } else if (path.get().isCompanion()) {
            companions++;
          } else {
            files.put(path.get(), new DocumentFile(path.get(), file));
          }
        }
      }
    } catch (IOException | UncheckedIOException unreadable) {
      whole = false;
      refused.add(DocumentPath.ROOT + " cannot be read whole; check its permissions");
    }
    return new DocumentFolder(List.copyOf(files.values()), whole, companions, refused);
  }

  private static boolean isVisible(Path root, Path file) {
    for (var part : root.relativize(file)) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    return Files.isRegularFile(file);
  }

  private static String shown(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
