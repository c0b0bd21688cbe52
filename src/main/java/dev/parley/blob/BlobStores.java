package dev.parley.blob;

import dev.parley.file.BlobStock;
import dev.parley.file.SignedUrls;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens stores of blobs. */
public final class BlobStores {
  private BlobStores() {}

  /**
   * Blobs in a directory, which is made if it is not there; no other user of the machine may read
   * it. Its URLs are served by the files' door.
   */
  public static BlobStock directory(Path folder, SignedUrls urls) {
    return DirectoryBlobs.open(folder, urls);
  }

  /**
   * Blobs in a bucket of a store that speaks the S3 protocol; nothing is asked of it yet. Its URLs
   * are served by the store itself.
   *
   * @param keys absent: what the environment of this process has for the AWS SDK
   * @param clock the time that URLs are signed with
   * @param former URLs of a directory, given out before the blobs were moved here
   */
  public static BlobStock s3(
      S3Address address, @Nullable S3Keys keys, InstantSource clock, SignedUrls former) {
    return new S3Blobs(S3Connection.to(address, keys), clock, former);
  }

  /**
   * Does once what a server does all the time.
   *
   * @throws BlobFailure if a server cannot work with it
   */
  public static void require(S3Address address, @Nullable S3Keys keys) {
    var _ = tried(address, keys, false);
  }

  /**
   * Like {@link #require}, and reads by a URL too.
   *
   * @return what is wrong with its URLs, if anything is
   */
  public static Optional<String> examine(S3Address address, @Nullable S3Keys keys) {
    return tried(address, keys, true);
  }

  private static Optional<String> tried(S3Address address, @Nullable S3Keys keys, boolean byUrl) {
    try (var store = S3Connection.to(address, keys)) {
      var none = new SignedUrls(content -> content, Instant::now, () -> "");
      return new S3Trial(store, new S3Blobs(store, Instant::now, none)).run(byUrl);
    }
  }
}
