package dev.parley.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the files of a workspace that a server reads. */
final class WorkspaceFiles {
  private static final List<String> PARTS = List.of("agents", "functions");
  private static final int DEEPEST = 3;

  private WorkspaceFiles() {}

  /** A folder, or something in it, that cannot be read. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  /** Texts by their paths below the folder, with {@code /} between folders; in a fixed order. */
  static Map<String, String> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new Unreadable("There is no folder " + folder + ". Name the one of the workspace.");
    }
    var texts = new LinkedHashMap<String, String>();
    for (var part : PARTS) {
      for (var file : below(folder.resolve(part))) {
        texts.put(part + "/" + file.below(), text(file.path()));
      }
    }
    return texts;
  }

  private record Found(Path path, String below) {}

  private static List<Found> below(Path part) {
    var found = new ArrayList<Found>();
    if (!Files.exists(part)) {
      return found;
    }
    try {
      // The folder may be a link, as mounted configuration is; links further down are files.
      var root = part.toRealPath();
      try (var walk = Files.walk(root, DEEPEST)) {
        for (var file : walk.filter(WorkspaceFiles::wanted).sorted().toList()) {
          found.add(new Found(file, root.relativize(file).toString().replace('\\', '/')));
        }
      }
    } catch (IOException unreadable) {
      throw new Unreadable(part + " cannot be read. Check its permissions.");
    }
    return found;
  }

  private static boolean wanted(Path file) {
    var name = file.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml"))
        && !name.startsWith(".")
        && Files.isRegularFile(file);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException notUtf8) {
      throw new Unreadable(file + ":1: is not UTF-8. Save it as UTF-8.");
    } catch (IOException unreadable) {
      throw new Unreadable(file + " cannot be read. Check its permissions.");
    }
  }
}
