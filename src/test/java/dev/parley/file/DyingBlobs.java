package dev.parley.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/** Real blobs of a process that dies at a moment; nothing it would do afterwards happens. */
@NullMarked
record DyingBlobs(Blobs real, Moment moment) implements Blobs {
  /** When it dies. */
  enum Moment {
    BEFORE_PUT,
    AFTER_PUT,
    BEFORE_DELETE,
    AFTER_DELETE
  }

  /** No exception a program catches. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void at(Moment reached) {
    if (moment == reached) {
      throw new Killed();
    }
  }

  @Override
  public void put(String key, InputStream content, long bytes, String mediaType)
      throws IOException {
    at(Moment.BEFORE_PUT);
    real.put(key, content, bytes, mediaType);
    at(Moment.AFTER_PUT);
  }

  @Override
  public Optional<Blob> open(String key) throws IOException {
    return real.open(key);
  }

  @Override
  public void delete(String key) throws IOException {
    at(Moment.BEFORE_DELETE);
    real.delete(key);
    at(Moment.AFTER_DELETE);
  }

  @Override
  public String sign(String key, String filename, String mediaType, Duration life)
      throws IOException {
    return real.sign(key, filename, mediaType, life);
  }

  @Override
  public Optional<String> keyOf(String url) throws IOException {
    return real.keyOf(url);
  }
}
