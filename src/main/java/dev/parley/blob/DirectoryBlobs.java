package dev.parley.blob;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.parley.file.BlobStock;
import dev.parley.file.Fingerprint;
import dev.parley.file.SignedUrls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Blobs as files below one folder, at the path their key spells. */
final class DirectoryBlobs implements BlobStock {
  private static final String INCOMING = ".incoming";

  /** Longer than any write takes, on whatever node. */
  private static final Duration STALE = Duration.ofDays(1);

  private static final FileAttribute<?> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path root;
  private final SignedUrls urls;

  private DirectoryBlobs(Path root, SignedUrls urls) {
    this.root = root;
    this.urls = urls;
  }

  static DirectoryBlobs open(Path folder, SignedUrls urls) {
    try {
      Files.createDirectories(folder.toAbsolutePath().getParent());
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder, PRIVATE_FOLDER);
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      var blobs = new DirectoryBlobs(folder.toRealPath(), urls);
      blobs.clearIncoming();
      return blobs;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What a crash left on its way in. */
  private void clearIncoming() throws IOException {
    var incoming = folder(root, INCOMING);
    try (var files = Files.list(incoming)) {
      for (var file : files.toList()) {
        // a fresh one may be another node's, at work in the same folder
        if (age(file).compareTo(STALE) > 0) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static Duration age(Path file) throws IOException {
    try {
      return Duration.between(
          Files.getLastModifiedTime(file, NOFOLLOW_LINKS).toInstant(), Instant.now());
    } catch (NoSuchFileException gone) {
      return Duration.ZERO;
    }
  }

  @Override
  public void put(String key, InputStream content, long bytes, String mediaType)
      throws IOException {
    var place = place(key);
    var incoming = root.resolve(INCOMING).resolve(UUID.randomUUID().toString());
    try {
      write(incoming, content, bytes);
      var folder = root;
      for (var segment : root.relativize(place.getParent())) {
        folder = folder(folder, segment.toString());
      }
      Files.move(incoming, place, StandardCopyOption.ATOMIC_MOVE);
      force(folder);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  private static void write(Path file, InputStream content, long bytes) throws IOException {
    try (var channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), PRIVATE_FILE)) {
      long written = copy(content, channel, bytes);
      if (written != bytes) {
        throw new IOException("expected " + bytes + " bytes and found " + written);
      }
      channel.force(true);
    }
  }

  /** At most one byte more than there should be. */
  private static long copy(InputStream from, WritableByteChannel to, long bytes)
      throws IOException {
    var buffer = new byte[1 << 16];
    long copied = 0;
    int read = 0;
    while (read >= 0 && copied <= bytes) {
      read = from.read(buffer, 0, (int) Math.min(buffer.length, bytes - copied + 1));
      if (read > 0) {
        var piece = ByteBuffer.wrap(buffer, 0, read);
        while (piece.hasRemaining()) {
          copied += to.write(piece);
        }
      }
    }
    return copied;
  }

  /** A folder in a folder, made if it is not there and never followed elsewhere. */
  private static Path folder(Path parent, String name) throws IOException {
    var folder = parent.resolve(name);
    if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
      try {
        Files.createDirectory(folder, PRIVATE_FOLDER);
        force(parent);
      } catch (FileAlreadyExistsException taken) {
        // by another thread; or by something that is no folder
        if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
          throw new NotDirectoryException(folder.toString());
        }
      }
    }
    return folder;
  }

  /** Makes what was moved into or out of a folder outlive a power cut. */
  private static void force(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<Blob> open(String key) throws IOException {
    var place = place(key);
    if (!isBlob(place)) {
      return Optional.empty();
    }
    try {
      var channel = FileChannel.open(place, Set.of(READ, NOFOLLOW_LINKS));
      return Optional.of(new Blob(channel.size(), Channels.newInputStream(channel)));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  @Override
  public void delete(String key) throws IOException {
    var place = place(key);
    if (isInside(place) && Files.exists(place, NOFOLLOW_LINKS) && !isBlob(place)) {
      throw new FileSystemException(place.toString(), null, "is no blob and stays");
    }
    if (isBlob(place) && Files.deleteIfExists(place)) {
      force(Objects.requireNonNull(place.getParent()));
    }
  }

  @Override
  public String sign(String key, String filename, String mediaType, Duration life) {
    Keys.require(key);
    return urls.url(key, filename, mediaType, life);
  }

  @Override
  public Optional<String> keyOf(String url) {
    return urls.keyOf(url);
  }

  @Override
  public String place() {
    return root.toString();
  }

  @Override
  public Optional<Fingerprint> fingerprint(String key) throws IOException {
    var blob = open(key);
    if (blob.isEmpty()) {
      return Optional.empty();
    }
    try (var there = blob.get()) {
      return Optional.of(Fingerprint.of(there.content()));
    }
  }

  @Override
  public Stream<String> keys() throws IOException {
    return below(root).map(file -> root.relativize(file).toString()).filter(Keys::isKey);
  }

  /** Files in a folder and those in it; what goes meanwhile is not missed. */
  @SuppressWarnings("StreamResourceLeak") // whoever asked for the whole closes it
  private static Stream<Path> below(Path folder) {
    try {
      return Files.list(folder).flatMap(DirectoryBlobs::withinOrSelf);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Stream<Path> withinOrSelf(Path place) {
    if (Files.isDirectory(place, NOFOLLOW_LINKS)) {
      return below(place);
    }
    return Files.isRegularFile(place, NOFOLLOW_LINKS) ? Stream.of(place) : Stream.empty();
  }

  @Override
  public void close() {}

  private Path place(String key) {
    Keys.require(key);
    return root.resolve(key);
  }

  private boolean isBlob(Path place) {
    return isInside(place) && Files.isRegularFile(place, NOFOLLOW_LINKS);
  }

  /** Whether the folders it lies in are there, and none of them is a link. */
  private boolean isInside(Path place) {
    var folder = root;
    for (var segment : root.relativize(place.getParent())) {
      folder = folder.resolve(segment);
      if (!Files.isDirectory(folder, NOFOLLOW_LINKS)) {
        return false;
      }
    }
    return true;
  }
}
