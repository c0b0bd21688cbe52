package dev.parley.blob;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Bytes on their way out: read once from wherever they come, so that it is known how many and which
 * they are before any is sent, and each attempt to send them has them all. Few are held in memory,
 * more in a file without a name.
 */
final class Spool implements AutoCloseable {
  private static final int FEW = 1 << 20;
  private static final int PIECE = 1 << 16;

  private final byte[] memory;
  private final @Nullable FileChannel file;
  private final Sums sums;

  /**
   * What tells the bytes from others, in lower-case hex.
   *
   * @param md5 empty on machines that have no such thing any more
   */
  record Sums(String sha256, Optional<String> md5) {}

  private Spool(byte[] memory, @Nullable FileChannel file, Sums sums) {
    this.memory = memory;
    this.file = file;
    this.sums = sums;
  }

  /**
   * @param bytes how many there must be; an {@code IOException} if there are more or less
   */
  static Spool of(InputStream content, long bytes) throws IOException {
    var sums = new Digests();
    if (bytes <= FEW) {
      var memory = content.readNBytes((int) bytes + 1);
      require(bytes, memory.length);
      sums.add(memory, memory.length);
      return new Spool(memory, null, sums.done());
    }
    var file = nameless();
    try {
      require(bytes, copy(content, file, sums, bytes));
      return new Spool(new byte[0], file, sums.done());
    } catch (IOException | RuntimeException failed) {
      file.close();
      throw failed;
    }
  }

  /** A file that is gone when it is closed, or when this process dies. */
  private static FileChannel nameless() throws IOException {
    var path = Files.createTempFile("parley-blob-", null);
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }

  /** At most a piece more than there should be. */
  private static long copy(InputStream from, FileChannel to, Digests sums, long bytes)
      throws IOException {
    var piece = new byte[PIECE];
    long copied = 0;
    int read = 0;
    while (read >= 0 && copied <= bytes) {
      read = from.read(piece);
      if (read > 0) {
        sums.add(piece, read);
        var buffer = ByteBuffer.wrap(piece, 0, read);
        while (buffer.hasRemaining()) {
          copied += to.write(buffer);
        }
      }
    }
    return copied;
  }

  private static void require(long expected, long found) throws IOException {
    if (expected != found) {
      throw new IOException(
          "expected " + expected + " bytes and found " + (found > expected ? "more" : found));
    }
  }

  RequestBody body(String mediaType) throws IOException {
    return file == null
        ? RequestBody.fromContentProvider(
            () -> new ByteArrayInputStream(memory), memory.length, mediaType)
        : RequestBody.fromContentProvider(() -> fromTheStart(file), file.size(), mediaType);
  }

  private static InputStream fromTheStart(FileChannel file) {
    try {
      var _ = file.position(0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return new FilterInputStream(Channels.newInputStream(file)) {
      @Override
      public void close() {
        // the file is still needed, by the next attempt
      }
    };
  }

  Sums sums() {
    return sums;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }

  /** Both sums, of which stores know one or the other. */
  private static final class Digests {
    private final MessageDigest sha256 = digest("SHA-256").orElseThrow();
    private final Optional<MessageDigest> md5 = digest("MD5");

    private static Optional<MessageDigest> digest(String algorithm) {
      try {
        return Optional.of(MessageDigest.getInstance(algorithm));
      } catch (NoSuchAlgorithmException missing) {
        return Optional.empty();
      }
    }

    void add(byte[] bytes, int length) {
      sha256.update(bytes, 0, length);
      md5.ifPresent(digest -> digest.update(bytes, 0, length));
    }

    Sums done() {
      return new Sums(
          HexFormat.of().formatHex(sha256.digest()),
          md5.map(digest -> HexFormat.of().formatHex(digest.digest())));
    }
  }
}
