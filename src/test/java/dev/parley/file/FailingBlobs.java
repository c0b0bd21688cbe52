package dev.parley.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.NullMarked;

/** Real blobs whose store fails whenever it is said to, before or after it has done its work. */
@NullMarked
record FailingBlobs(Blobs real, BooleanSupplier fails) implements Blobs {
  private static IOException failure() {
    return new IOException("the disk is not there");
  }

  private void maybe() throws IOException {
    if (fails.getAsBoolean()) {
      throw failure();
    }
  }

  @Override
  public void put(String key, InputStream content, long bytes, String mediaType)
      throws IOException {
    maybe();
    real.put(key, content, bytes, mediaType);
    maybe();
  }

  @Override
  public Optional<Blob> open(String key) throws IOException {
    maybe();
    return real.open(key);
  }

  @Override
  public void delete(String key) throws IOException {
    maybe();
    real.delete(key);
    maybe();
  }

  @Override
  public String sign(String key, String filename, String mediaType, Duration life)
      throws IOException {
    maybe();
    return real.sign(key, filename, mediaType, life);
  }

  @Override
  public Optional<String> keyOf(String url) throws IOException {
    maybe();
    return real.keyOf(url);
  }
}
