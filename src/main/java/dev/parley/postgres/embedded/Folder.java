package dev.parley.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The folder of the embedded PostgreSQL, and what lies where in it. */
record Folder(Path path) {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** Made when missing; its real path, because processes are recognised by it. */
  static Folder in(Path dataDirectory) throws IOException {
    Files.createDirectories(dataDirectory);
    var folder = Files.createDirectories(dataDirectory.toRealPath().resolve("postgres"));
    // it may be a link to another disk
    return new Folder(folder.toRealPath());
  }

  Path lock() {
    return path.resolve("lock");
  }

  Path cluster() {
    return path.resolve("cluster");
  }

  Path freshCluster() {
    return path.resolve("cluster.new");
  }

  Path password() {
    return path.resolve("password");
  }

  Path port() {
    return path.resolve("port");
  }

  Path log() {
    return path.resolve("postgres.log");
  }

  Path earlierLog() {
    return path.resolve("postgres.log.1");
  }

  /** The text of a small file, when it is there and has any. */
  static Optional<String> text(Path file) throws IOException {
    try {
      // a torn file may hold anything: bytes that are no UTF-8 must not stop a start
      var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /** Replaces a small file, readable by its owner alone; it is old or new, never half. */
  static void write(Path file, String text) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try (var channel =
        FileChannel.open(
            draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
      var bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes an empty file that its owner alone may read. */
  static void create(Path file) throws IOException {
    Files.createFile(file, OWNER_ONLY);
  }

  static int owner(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  /** Gives a file or a tree to a user, where it belongs to another. */
  static void give(Path top, int uid) throws IOException {
    if (!Files.exists(top) || owner(top) == uid) {
      return;
    }
    walk(
        top,
        path -> {
          Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
          Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        });
  }

  static void delete(Path top) throws IOException {
    if (Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      walk(top, Files::delete);
    }
  }

  /** One thing done to a path. */
  @FunctionalInterface
  private interface Visit {
    void to(Path path) throws IOException;
  }

  /** The top comes last, so that a walk cut short is seen and done again. */
  private static void walk(Path top, Visit visit) throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            visit.to(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault)
              throws IOException {
            if (fault != null) {
              throw fault;
            }
            visit.to(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
