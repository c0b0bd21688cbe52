package dev.parley.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Stored bytes by key: one to eight segments such as {@code user/files/id}, each of ASCII letters,
 * digits, {@code -}, {@code _} and {@code .}, beginning with a letter or digit, at most 100 long.
 * Any other key is an {@code IllegalArgumentException}.
 *
 * <p>A store that cannot be asked, or says no, is an {@code IOException}; what was asked may then
 * have been done.
 */
public interface Blobs {
  /**
   * Stores a stream, whole or not at all; replaces what was there, and is kept when it returns.
   *
   * @param bytes how many there are; an {@code IOException} if there are more or less
   */
  void put(String key, InputStream content, long bytes, String mediaType) throws IOException;

  /** Empty if nothing is there. */
  Optional<Blob> open(String key) throws IOException;

  /** Deletes what is there, if anything is. */
  void delete(String key) throws IOException;

  /**
   * A URL by which anybody can read it for so long, shown as {@code filename}; the same within a
   * minute, whose beginning its life is counted from.
   */
  String sign(String key, String filename, String mediaType, Duration life) throws IOException;

  /** The key of a URL that was signed here and still opens; nothing is fetched. */
  Optional<String> keyOf(String url) throws IOException;

  /** Bytes to be read, and how many they are. */
  record Blob(long bytes, InputStream content) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
