package dev.parley.blob;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.file.BlobStock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;

/** Everything a server asks of a store, tried with an object of its own that is gone afterwards. */
final class S3Trial {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final String CONTENT = "Parley tries whether it can keep files here.\n";

  private final S3Connection store;
  private final BlobStock blobs;
  private final String key = "trial/" + UUID.randomUUID();

  S3Trial(S3Connection store, BlobStock blobs) {
    this.store = store;
    this.blobs = blobs;
  }

  /**
   * @param byUrl whether to read it by a URL too, as others do
   * @return what was wrong with the URL, if anything was
   * @throws BlobFailure if no server can work with it
   */
  Optional<String> run(boolean byUrl) {
    try {
      var bytes = CONTENT.getBytes(UTF_8);
      blobs.put(key, new ByteArrayInputStream(bytes), bytes.length, "text/plain");
      try {
        requireReadable();
        return byUrl ? faultOfUrl() : Optional.empty();
      } finally {
        blobs.delete(key);
        // who may not list is told "forbidden" instead of "not there"
        requireGone();
      }
    } catch (IOException failed) {
      throw failed.getCause() instanceof SdkException why
          ? S3Faults.refusal(store, why)
          : forgetful(failed);
    }
  }

  private BlobFailure forgetful(IOException failed) {
    return new BlobFailure(
        "The store at %s does not keep what it is given (%s). Mend it, or name another in"
                .formatted(store.endpoint(), failed.getMessage())
            + " PARLEY_BLOB_URL.",
        failed);
  }

  private void requireReadable() throws IOException {
    try (var there = blobs.open(key).orElseThrow(() -> new IOException("it is gone at once"))) {
      if (!CONTENT.equals(new String(there.content().readAllBytes(), UTF_8))) {
        throw new IOException("it has become something else");
      }
    }
  }

  private void requireGone() throws IOException {
    var there = blobs.open(key);
    if (there.isPresent()) {
      there.get().close();
      throw new IOException("it cannot be deleted");
    }
  }

  private Optional<String> faultOfUrl() throws IOException {
    var url = URI.create(blobs.sign(key, "trial.txt", "text/plain", Duration.ofMinutes(5)));
    try (var client = HttpClient.newBuilder().connectTimeout(SOON).build()) {
      var request = HttpRequest.newBuilder(url).timeout(SOON).build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status == 200
          ? Optional.empty()
          : Optional.of("URLs of files are answered with status " + status);
    } catch (IOException unreachable) {
      return Optional.of("URLs of files cannot be opened from here (" + unreachable + ")");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.of("URLs of files were not tried");
    }
  }
}
