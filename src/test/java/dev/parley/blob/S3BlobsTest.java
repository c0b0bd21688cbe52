package dev.parley.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.file.BlobStock;
import dev.parley.file.FileSite;
import dev.parley.file.SignedUrls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NullUnmarked
class S3BlobsTest extends BlobsContract {
  private S3Address address;
  private SignedUrls former;
  private BlobStock blobs;

  @BeforeEach
  void open() {
    address = S3Server.address();
    former = new SignedUrls(FileSite.signer("key"), () -> now, () -> "https://example.com");
    blobs = BlobStores.s3(address, S3Server.KEYS, () -> now, former);
  }

  @AfterEach
  void close() {
    blobs.close();
  }

  @Override
  BlobStock blobs() {
    return blobs;
  }

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString(UTF_8));
    }
  }

  private BlobStock open(S3Address other, S3Keys keys) {
    return BlobStores.s3(other, keys, () -> now, former);
  }

  @Test
  void givesOutUrlsThatOpenWithTheRightNameAndType() throws Exception {
    now = Instant.now();
    put(KEY, "# Grüße");
    var reply = get(blobs.sign(KEY, "a & b = ? # % + \" ' ü.md", "text/markdown", WEEK));
    assertThat(reply.body()).isEqualTo("# Grüße");
    assertThat(header(reply, "Content-Type")).isEqualTo("text/markdown; charset=utf-8");
    assertThat(header(reply, "Content-Disposition"))
        .startsWith("inline; filename=")
        .endsWith("filename*=UTF-8''a%20&%20b%20%3D%20%3F%20#%20%25%20+%20%22%20%27%20%C3%BC.md");
    var page = get(blobs.sign(KEY, "x.html", "text/html", WEEK));
    assertThat(header(page, "Content-Disposition")).startsWith("attachment;");
  }

  private static String header(HttpResponse<?> reply, String name) {
    return reply.headers().firstValue(name).orElse("");
  }

  @Test
  void givesOutUrlsThatEnd() throws Exception {
    put(KEY, "x");
    now = Instant.now().minus(WEEK).minusSeconds(61);
    var url = blobs.sign(KEY, "x", "text/plain", WEEK);
    now = Instant.now();
    assertThat(get(url).statusCode()).isEqualTo(403);
    assertThat(blobs.keyOf(url)).isEmpty();
  }

  @Test
  void knowsNoUrlInWhichAnythingWasChanged() throws Exception {
    now = Instant.now();
    put(KEY, "x");
    var url = blobs.sign(KEY, "notes.md", "text/markdown", WEEK);
    for (var changed :
        List.of(
            url.replace("Expires=604800", "Expires=604799"),
            url.replace("Expires=604800", "Expires=9999999"),
            url.replace("Expires=604800", "Expires=0"),
            url.replace("text%2Fmarkdown", "text%2Fhtml"),
            url.replace("notes.md", "notes.html"),
            url.replace("X-Amz-Date=2", "X-Amz-Date=3"),
            url.replace("X-Amz-Signature=", "X-Amz-Signature=0"),
            url.replace("test-access-key", "best-access-key"),
            url.replace("/some/prefix/", "/some/prefix/x/"),
            url.replace("/some/prefix/", "/some/prefix/../prefix/"),
            url.replace("127.0.0.1", "localhost"),
            url.replaceAll("&X-Amz-Date=[^&]*", ""),
            url.replaceAll("&X-Amz-Signature=.*", ""),
            url + "&x=y",
            url + "%zz")) {
      assertThat(changed).isNotEqualTo(url);
      assertThat(blobs.keyOf(changed)).as(changed).isEmpty();
    }
    assertThat(blobs.keyOf(url)).contains(KEY);
    assertThat(get(url.replace("notes.md", "notes.html")).statusCode()).isEqualTo(403);
  }

  @Test
  void knowsUrlsOfTheDirectoryItsBlobsWereInBefore() throws IOException {
    assertThat(blobs.keyOf(former.url(KEY, "x", "text/plain", WEEK))).contains(KEY);
  }

  @Test
  void signsWithCredentialsThatAreLent() throws IOException {
    var lent = new S3Keys("lent", "secret", "token/of+the=session");
    try (var other = open(address, lent)) {
      var url = other.sign(KEY, "x", "text/plain", WEEK);
      assertThat(url).contains("X-Amz-Security-Token=token%2Fof%2Bthe%3Dsession");
      assertThat(other.keyOf(url)).contains(KEY);
      assertThat(blobs.keyOf(url)).isEmpty();
    }
  }

  @Test
  void givesOutUrlsOfAnotherAddressThanItsOwn() throws Exception {
    now = Instant.now();
    put(KEY, "x");
    var shown = "http://localhost:" + S3Server.port();
    try (var other =
        open(S3Address.parse(address + "&publicEndpoint=" + shown, null), S3Server.KEYS)) {
      var url = other.sign(KEY, "x", "text/plain", WEEK);
      assertThat(url).startsWith(shown + "/" + address.bucket() + "/some/prefix/user/files/id?");
      assertThat(get(url).body()).isEqualTo("x");
      assertThat(other.keyOf(url)).contains(KEY);
      assertThat(other.place()).isEqualTo(blobs.place());
    }
  }

  @Test
  void givesOutUrlsInWhichTheBucketIsAHost() throws Exception {
    now = Instant.now();
    put(KEY, "x");
    var hosts =
        S3Address.parse(
            "s3://" + address.bucket() + "/some/prefix?endpoint=http://s3.test&pathStyle=false",
            null);
    try (var other = open(hosts, S3Server.KEYS)) {
      var url = other.sign(KEY, "x", "text/plain", WEEK);
      assertThat(url).startsWith("http://" + address.bucket() + ".s3.test/some/prefix/user/");
      assertThat(other.keyOf(url)).contains(KEY);
      assertThat(S3Server.getFromHost("s3.test", URI.create(url)))
          .startsWith("HTTP/1.1 200")
          .endsWith("\r\n\r\nx");
    }
  }

  @Test
  void givesOutUrlsOfAmazonsOwn() throws IOException {
    var amazon = S3Address.parse("s3://pictures?region=eu-central-1", null);
    try (var other = open(amazon, S3Server.KEYS)) {
      assertThat(other.sign(KEY, "x", "text/plain", WEEK))
          .startsWith("https://pictures.s3.eu-central-1.amazonaws.com/user/files/id?");
    }
  }

  @Test
  void doesAllOfItThoughEveryThirdRequestFails() throws IOException {
    try (var front = new S3Front(S3Front::everyThirdFails);
        var shaken = open(S3Server.address(address.bucket(), front.port()), S3Server.KEYS)) {
      for (int i = 0; i < 9; i++) {
        var key = "user/files/" + i;
        var bytes = key.repeat(1 + i % 2 * 200_000).getBytes(UTF_8);
        shaken.put(key, new ByteArrayInputStream(bytes), bytes.length, "text/plain");
        try (var there = shaken.open(key).orElseThrow()) {
          assertThat(there.content().readAllBytes()).isEqualTo(bytes);
        }
        shaken.delete(key);
        assertThat(read(key)).isEmpty();
      }
      assertThat(front.requests()).isGreaterThan(36);
    }
  }

  @Test
  void noticesThatAStoreHasOtherBytesThanItWasSent() throws IOException {
    try (var liar = LyingStore.start();
        var other = open(S3Server.address("bucket", liar.port()), S3Server.KEYS)) {
      var content = new ByteArrayInputStream("truth".getBytes(UTF_8));
      assertThatThrownBy(() -> other.put(KEY, content, 5, "text/plain"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("other bytes");
    }
  }

  @Test
  void noticesThatWhatItReadsIsCutOff() throws IOException {
    try (var liar = LyingStore.start();
        var other = open(S3Server.address("bucket", liar.port()), S3Server.KEYS);
        var blob = other.open("user/files/cut").orElseThrow()) {
      assertThat(blob.bytes()).isEqualTo(100);
      assertThatThrownBy(() -> blob.content().readAllBytes()).isInstanceOf(IOException.class);
    }
  }
}
