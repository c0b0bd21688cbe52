package dev.parley.workspace;

import dev.parley.yaml.Faults;
import dev.parley.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the YAML files of a workspace folder. */
public final class WorkspaceFolder {
  private static final int DEEPEST = 3;

  private WorkspaceFolder() {}

  /** By path, so that the same folder is always read in the same order. */
  public static List<WorkspaceFile> files(Path folder, Faults faults) {
    if (!Files.isDirectory(folder)) {
      faults.add(
          folder.toString(), 1, "there is no such folder; create it, or name the right workspace");
      return List.of();
    }
    var files = new ArrayList<WorkspaceFile>();
    for (var part : List.of("agents", "functions")) {
      if (Files.exists(folder.resolve(part))) {
        files.addAll(below(folder.resolve(part), part, faults));
      }
    }
    return files;
  }

  private static List<WorkspaceFile> below(Path folder, String part, Faults faults) {
    try {
      // The folder may be a link, as mounted configuration is; links further down are files.
      var root = folder.toRealPath();
      try (var walk = Files.walk(root, DEEPEST)) {
        return walk.filter(WorkspaceFolder::wanted)
            .sorted()
            .flatMap(file -> read(file, part + "/" + slashed(root, file), faults).stream())
            .toList();
      }
    } catch (IOException | UncheckedIOException unreadable) {
      faults.add(part, 1, "the folder cannot be read; check its permissions");
      return List.of();
    }
  }

  private static String slashed(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static boolean wanted(Path file) {
    var name = file.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml"))
        && !name.startsWith(".")
        && Files.isRegularFile(file);
  }

  private static Optional<WorkspaceFile> read(Path file, String name, Faults faults) {
    try {
      return Yaml.text(file, name, faults).map(text -> new WorkspaceFile(name, text));
    } catch (IOException unreadable) {
      faults.add(name, 1, "the file cannot be read; check its permissions");
      return Optional.empty();
    }
  }
}
