package dev.parley.file;

import dev.parley.file.FileIndex.Written;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
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

  /**
   * Bytes on their way in; closes the stream.
   *
   * @throws dev.parley.problem.ProblemException {@code Unavailable} if the store fails
   */
  Written store(String key, InputStream content, long bytes, String mediaType) {
    orphans.expect(key, clock.instant().plus(WRITING));
    var digest = Fingerprint.sha256Digest();
    try (var hashed = new DigestInputStream(content, digest)) {
      blobs.put(key, hashed, bytes, mediaType);
    } catch (IOException failed) {
      // stays an orphan: what was sent may still arrive, after any deletion now
      throw StoreFailed.doing("writing the blob " + key, failed);
    }
    return new Written(key, bytes, mediaType, HexFormat.of().formatHex(digest.digest()));
  }

  /** Deletes what belongs to nothing, now if that works and by the sweep if not. */
  void discard(String key) {
    try {
      blobs.delete(key);
    } catch (IOException failed) {
      LOG.warn("the blob {} is left to the sweep: {}", key, failed.toString());
      return;
    }
    orphans.forget(List.of(key));
  }
}
