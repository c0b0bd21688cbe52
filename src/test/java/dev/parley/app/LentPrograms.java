package dev.parley.app;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/**
 * The programs of PostgreSQL, unpacked by one of the servers that tests start and lent to the
 * others: to unpack them takes half of a first start.
 */
@NullMarked
final class LentPrograms {
  private static final Path ALL = Path.of("target", "postgres").toAbsolutePath();

  private LentPrograms() {}

  /** Puts them into a data folder that will be started on. */
  static void lend(Path data) throws IOException {
    for (var programs : in(ALL)) {
      link(programs, data.resolve("postgres").resolve(programs.getFileName()));
    }
  }

  /** Takes them from a data folder that was started on. */
  static void take(Path data) throws IOException {
    for (var programs : in(data.resolve("postgres"))) {
      var whole = ALL.resolve(programs.getFileName());
      if (!Files.exists(whole)) {
        Files.createDirectories(ALL);
        var draft = Files.createTempDirectory(ALL, "draft");
        link(programs, draft);
        try {
          Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException otherWasFaster) {
          // its are the same
        }
      }
    }
  }

  private static List<Path> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var found = Files.list(folder)) {
      return found.filter(each -> each.getFileName().toString().startsWith("programs-")).toList();
    }
  }

  private static void link(Path from, Path to) throws IOException {
    if (Files.exists(to.resolve("bin"))) {
      return;
    }
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(target);
        } else {
          Files.createLink(target, file);
        }
      }
    }
  }
}
