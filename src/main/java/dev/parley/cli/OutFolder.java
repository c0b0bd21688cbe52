package dev.parley.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A folder in which files of others are put: never outside of it, never over what is there.
 *
 * <p>Names come from a server that had them from a model and pages. Folders in them are kept, as
 * far as they are no links; what leads elsewhere or could not be seen is left out, and nothing is
 * hidden by a dot at its front.
 */
record OutFolder(Path folder) {
  private static final int LONGEST = 200;
  private static final int LONGEST_ENDING = 20;
  private static final int MOST_OF_A_NAME = 1000;
  private static final Pattern HARMFUL =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Cf}&&[^\\u200C\\u200D]]");

  /** Makes the folder if there is none. */
  static OutFolder at(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException unfit) {
      throw new WorkspaceFiles.Unreadable(
          folder + " is no folder and cannot be made one. Name another with --out.");
    }
    if (!Files.isWritable(folder)) {
      throw new WorkspaceFiles.Unreadable(
          "Nothing can be written into " + folder + ". Name another folder with --out.");
    }
    return new OutFolder(folder);
  }

  /** Writes a file under that name, or the next one that is free; nothing is left if that fails. */
  Path save(String name, InputStream content) throws IOException {
    var parts = parts(name);
    var parent = parent(parts.subList(0, parts.size() - 1));
    for (int number = 1; number <= MOST_OF_A_NAME; number++) {
      var path = parent.resolve(numbered(parts.getLast(), number));
      try (var out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
        copy(content, out, path);
        return path.normalize();
      } catch (FileAlreadyExistsException taken) {
        // The next number may be free; a link counts as taken, wherever it leads.
      }
    }
    throw new IOException("there are too many files of this name");
  }

  private static void copy(InputStream content, OutputStream out, Path path) throws IOException {
    try {
      content.transferTo(out);
    } catch (IOException broken) {
      Files.delete(path);
      throw broken;
    }
  }

  /** Into the folder itself if a part of the way is a link or a file. */
  private Path parent(List<String> folders) throws IOException {
    var parent = folder;
    for (var name : folders) {
      parent = parent.resolve(name);
      if (!Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(parent);
      } else if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
        return folder;
      }
    }
    return parent;
  }

  private List<String> parts(String name) {
    var parts =
        Arrays.stream(name.replace('\\', '/').split("/"))
            .map(part -> HARMFUL.matcher(part).replaceAll("").strip())
            .filter(part -> !part.matches("\\.*"))
            .map(part -> part.startsWith(".") ? "_" + part : part)
            .map(this::possible)
            .toList();
    return parts.isEmpty() ? List.of("file") : parts;
  }

  /** As this machine's file system takes it. */
  private String possible(String part) {
    try {
      var _ = folder.resolve(part);
      return part;
    } catch (InvalidPathException unfit) {
      return part.replaceAll("[^\\p{L}\\p{N} ._-]", "_");
    }
  }

  /** Such as {@code prices (2).csv}; long names lose the end of their stem. */
  private static String numbered(String name, int number) {
    int dot = name.lastIndexOf('.');
    var ending = dot > 0 && bytes(name.substring(dot)) <= LONGEST_ENDING ? name.substring(dot) : "";
    var mark = number == 1 ? "" : " (" + number + ")";
    int room = LONGEST - bytes(mark + ending);
    var stem = new StringBuilder();
    for (int c : name.substring(0, name.length() - ending.length()).codePoints().toArray()) {
      room -= bytes(Character.toString(c));
      if (room < 0) {
        break;
      }
      stem.appendCodePoint(c);
    }
    return stem + mark + ending;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
