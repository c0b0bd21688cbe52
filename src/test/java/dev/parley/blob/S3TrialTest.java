package dev.parley.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is said of a store before a server is started with it. */
class S3TrialTest {
  private static void refused(S3Address address, S3Keys keys, String... words) {
    assertThatThrownBy(() -> BlobStores.require(address, keys))
        .isInstanceOf(BlobFailure.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("sesame")
        .hasMessageNotContaining(S3Server.KEYS.secretKey());
  }

  @Test
  void findsNothingWrongAndLeavesNothingBehind() {
    var address = S3Server.address();
    assertThat(BlobStores.examine(address, S3Server.KEYS)).isEmpty();
    var none =
        new dev.parley.file.SignedUrls(content -> content, Instant::now, () -> "http://localhost");
    try (var store = BlobStores.s3(address, S3Server.KEYS, Instant::now, none)) {
      assertThatCode(
              () -> {
                try (var keys = store.keys()) {
                  assertThat(keys).isEmpty();
                }
              })
          .doesNotThrowAnyException();
    }
  }

  @Test
  void namesABucketThatIsNotThere() {
    refused(
        S3Server.address("not-there", S3Server.port()),
        S3Server.KEYS,
        "There is no bucket not-there",
        "Make it, or name another in PARLEY_BLOB_URL");
  }

  @Test
  void namesTheKeysThatTheStoreRefuses() {
    var wrong = new S3Keys(S3Server.KEYS.accessKey(), "sesame", null);
    refused(S3Server.address(), wrong, "refuses us", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    var unknown = new S3Keys("nobody", "sesame", null);
    refused(S3Server.address(), unknown, "refuses us", "AWS_ACCESS_KEY_ID");
  }

  @Test
  void namesTheEndpointAtWhichNobodyListens() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    refused(
        S3Server.address("bucket", free),
        S3Server.KEYS,
        "No store answers at http://127.0.0.1:" + free,
        "check the endpoint in PARLEY_BLOB_URL");
  }

  @Test
  void doesNotTakeAWebsiteForAStore() throws IOException {
    var site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    var _ =
        site.createContext(
            "/",
            exchange -> {
              try (exchange) {
                var page = "<html><h1>Welcome</h1></html>".getBytes(UTF_8);
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
              }
            });
    site.start();
    try {
      var address = S3Server.address("bucket", site.getAddress().getPort());
      refused(address, S3Server.KEYS, "PARLEY_BLOB_URL");
    } finally {
      site.stop(0);
    }
  }

  @Test
  void doesNotTakeAStoreThatForgetsForOne() throws IOException {
    try (var liar = LyingStore.start()) {
      var address = S3Server.address("bucket", liar.port());
      refused(address, S3Server.KEYS, "does not keep what it is given", "PARLEY_BLOB_URL");
    }
  }

  @Test
  void doubtsAStoreWhoseUrlsNobodyCanReach() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    var bucket = S3Server.bucket();
    var shown = S3Server.url(bucket, S3Server.port()) + "&publicEndpoint=http://127.0.0.1:" + free;
    var doubt = BlobStores.examine(S3Address.parse(shown, null), S3Server.KEYS);
    assertThat(doubt.orElseThrow()).contains("cannot be opened from here");
  }
}
