package dev.parley.chrome.launch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where this process's browsers keep their files, told from those of dead ones by a lock. */
public final class BrowserFolders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BrowserFolders.class);
  private static final String NAME = "parley-b-";
  private static final String LOCK = ".lock";
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * Locks of this process: on most systems it loses them by closing any other channel to their
   * files, so a sweep must not even open these.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path top;
  private final Path lockFile;
  private final FileChannel lock;

  private BrowserFolders(Path top, Path lockFile, FileChannel lock) {
    this.top = top;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Under {@code parent}, which the browser's user must be able to reach. */
  public static BrowserFolders in(Path parent) throws IOException {
    sweep(parent);
    while (true) {
      var name = NAME + random();
      var file = parent.resolve(name + LOCK);
      HELD.add(file.toAbsolutePath());
      var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // a sweep of another process may have been quicker between the two
      if (channel.tryLock() != null && Files.exists(file)) {
        var top = Files.createDirectory(parent.resolve(name));
        Files.setPosixFilePermissions(top, PosixFilePermissions.fromString("rwx--x--x"));
        return new BrowserFolders(top, file, channel);
      }
      HELD.remove(file.toAbsolutePath());
      channel.close();
    }
  }

  public Path top() {
    return top;
  }

  Path fresh() {
    return top.resolve("c-" + random());
  }

  @Override
  public void close() {
    Trees.remove(top);
    try (lock) {
      Files.deleteIfExists(lockFile);
    } catch (IOException left) {
      LOG.warn("{} could not be removed: {}", lockFile, left.toString());
    } finally {
      HELD.remove(lockFile.toAbsolutePath());
    }
  }

  private static void sweep(Path parent) throws IOException {
    try (var locks = Files.newDirectoryStream(parent, NAME + "*" + LOCK)) {
      for (var file : locks) {
        removeIfDead(file);
      }
    }
  }

  private static void removeIfDead(Path file) {
    if (HELD.contains(file.toAbsolutePath()) || !Files.isWritable(file)) {
      return;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        var held = channel.tryLock()) {
      if (held != null) {
        var name = file.getFileName().toString();
        Trees.remove(file.resolveSibling(name.substring(0, name.length() - LOCK.length())));
        Files.deleteIfExists(file);
      }
    } catch (IOException | OverlappingFileLockException inUse) {
      LOG.debug("{} is in use: {}", file, inUse.toString());
    }
  }

  private static String random() {
    var bytes = new byte[4];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
