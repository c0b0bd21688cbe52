package dev.parley.blob;

import dev.parley.file.BlobStock;
import dev.parley.file.Fingerprint;
import dev.parley.file.SignedUrls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Blobs as objects of a bucket, named by prefix and key. */
final class S3Blobs implements BlobStock {
  private final S3Connection store;
  private final S3Address address;
  private final S3Urls urls;
  private final SignedUrls former;

  /**
   * @param former URLs that were given out while blobs were in a directory; still known again
   */
  S3Blobs(S3Connection store, InstantSource clock, SignedUrls former) {
    this.store = store;
    this.address = store.address();
    this.urls = new S3Urls(store, clock);
    this.former = former;
  }

  /** The answer, or an {@code IOException} in our words. */
  private static <T> T asked(Supplier<T> call) throws IOException {
    try {
      return call.get();
    } catch (SdkException failed) {
      throw S3Faults.told(failed);
    }
  }

  /** The answer, or nothing if there is no such object. */
  private static <T> Optional<T> found(Supplier<T> call) throws IOException {
    return asked(() -> {
      try {
        return Optional.of(call.get());
      } catch (AwsServiceException answer) {
        if (S3Faults.isMissing(answer)) {
          return Optional.empty();
        }
        throw answer;
      }
    });
  }

  @Override
  public void put(String key, InputStream content, long bytes, String mediaType)
      throws IOException {
    Keys.require(key);
    try (var spool = Spool.of(content, bytes)) {
      var sha256 = base64(spool.sums().sha256());
      var body = spool.body(mediaType);
      var stored =
          asked(() ->
              store
                  .client()
                  .putObject(
                      request ->
                          request
                              .bucket(address.bucket())
                              .key(address.object(key))
                              .contentType(mediaType)
                              .checksumSHA256(sha256),
                      body));
      if (!isAsSent(key, stored, spool.sums(), bytes)) {
        throw new IOException("the store has other bytes than it was sent");
      }
    }
  }

  /** By what the store says of it, and by reading it again if that tells nothing. */
  private boolean isAsSent(String key, PutObjectResponse stored, Spool.Sums sums, long bytes)
      throws IOException {
    if (stored.checksumSHA256() != null) {
      return stored.checksumSHA256().equals(base64(sums.sha256()));
    }
    var tag = String.valueOf(stored.eTag()).replace("\"", "");
    return sums.md5().equals(Optional.of(tag))
        || fingerprint(key).equals(Optional.of(new Fingerprint(bytes, sums.sha256())));
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  @Override
  public Optional<Blob> open(String key) throws IOException {
    Keys.require(key);
    return found(() ->
            store
                .client()
                .getObject(request -> request.bucket(address.bucket()).key(address.object(key))))
        .map(S3Content::new)
        .map(content -> new Blob(content.bytes(), content));
  }

  @Override
  public void delete(String key) throws IOException {
    Keys.require(key);
    var _ =
        found(() ->
            store
                .client()
                .deleteObject(
                    request -> request.bucket(address.bucket()).key(address.object(key))));
  }

  @Override
  public String sign(String key, String filename, String mediaType, Duration life)
      throws IOException {
    Keys.require(key);
    return asked(() -> urls.sign(key, filename, mediaType, life));
  }

  @Override
  public Optional<String> keyOf(String url) throws IOException {
    return asked(() -> urls.keyOf(url)).or(() -> former.keyOf(url));
  }

  @Override
  public String place() {
    return address.place();
  }

  @Override
  public Optional<Fingerprint> fingerprint(String key) throws IOException {
    Keys.require(key);
    var head =
        found(() ->
            store
                .client()
                .headObject(request ->
                    request
                        .bucket(address.bucket())
                        .key(address.object(key))
                        .checksumMode(ChecksumMode.ENABLED)));
    if (head.isEmpty() || isOfTheWhole(head.get())) {
      return head.map(S3Blobs::fingerprint);
    }
    var blob = open(key);
    if (blob.isEmpty()) {
      return Optional.empty();
    }
    try (var there = blob.get()) {
      return Optional.of(Fingerprint.of(there.content()));
    }
  }

  /** An object that came in parts has a sum of sums, which tells nothing here. */
  private static boolean isOfTheWhole(HeadObjectResponse head) {
    return head.checksumSHA256() != null
        && head.checksumType() != ChecksumType.COMPOSITE
        && !head.checksumSHA256().contains("-");
  }

  private static Fingerprint fingerprint(HeadObjectResponse head) {
    var sum = Base64.getDecoder().decode(head.checksumSHA256());
    return new Fingerprint(head.contentLength(), HexFormat.of().formatHex(sum));
  }

  @Override
  public Stream<String> keys() {
    int prefix = address.object("").length();
    return Stream.iterate(
            Optional.of(page(null)), Optional::isPresent, page -> page.flatMap(this::following))
        .flatMap(page -> page.orElseThrow().contents().stream())
        .map(S3Object::key)
        .map(name -> name.substring(prefix))
        .filter(Keys::isKey);
  }

  private Optional<ListObjectsV2Response> following(ListObjectsV2Response page) {
    return Boolean.TRUE.equals(page.isTruncated())
        ? Optional.of(page(page.nextContinuationToken()))
        : Optional.empty();
  }

  private ListObjectsV2Response page(@Nullable String token) {
    try {
      return asked(() ->
          store
              .client()
              .listObjectsV2(request ->
                  request
                      .bucket(address.bucket())
                      .prefix(address.object(""))
                      .continuationToken(token)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
