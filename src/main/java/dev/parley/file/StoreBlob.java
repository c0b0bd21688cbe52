package dev.parley.file;

import dev.parley.file.FileIndex.Written;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores bytes under a key of their own, known as an orphan until something takes them in. */
record StoreBlob(Orphans orphans, Blobs blobs, InstantSource clock) {
  private static final Logger LOG = LoggerFactory.getLogger(StoreBlob.class);

  /** Longer than any write takes; a blob that nothing has taken in by then goes. */
  static final Duration WRITING = Duration.ofHours(1);

  /** Bytes on their way in; closes the stream. */
  Written store(String key, InputStream content, long bytes, String mediaType) {
    orphans.expect(key, clock.instant().plus(WRITING));
    var digest = sha256();
    try (var hashed = new DigestInputStream(content, digest)) {
      blobs.put(key, hashed, bytes, mediaType);
    } catch (IOException failed) {
      discard(key);
      throw new UncheckedIOException(failed);
    }
    return new Written(key, bytes, mediaType, HexFormat.of().formatHex(digest.digest()));
  }

  /** Deletes what belongs to nothing, now if that works and by the sweep if not. */
  void discard(String key) {
    try {
      boolean _ = blobs.delete(key);
    } catch (IOException failed) {
      LOG.warn("the blob {} is left to the sweep: {}", key, failed.toString());
      return;
    }
    orphans.forget(List.of(key));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This JDK lacks SHA-256", missing);
    }
  }
}
