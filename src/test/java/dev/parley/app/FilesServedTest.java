package dev.parley.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.blob.BlobStores;
import dev.parley.file.SignedUrls;
import dev.parley.vault.ServerKey;
import dev.parley.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FilesServedTest {
  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }
  }

  @Test
  void servesWhatLiesInItsDataDirectoryByItsKeyAlsoAfterARestart() throws Exception {
    try (var server = TestServer.start()) {
      var data = Path.of(Objects.requireNonNull(server.local().get("PARLEY_DATA_DIR")));
      var key = ServerKey.load(Base64.getEncoder().encodeToString(new byte[32]), data, true);
      var urls = new SignedUrls(new Vault(key).signer("file-url"), Instant::now, server::url);
      var blobs = BlobStores.directory(data.resolve("blobs"), urls);
      var bytes = "kept".getBytes(UTF_8);
      blobs.put("a/files/b", new ByteArrayInputStream(bytes), bytes.length, "text/plain");

      assertThat(get(sign(blobs)).body()).isEqualTo("kept");
      assertThat(get(sign(blobs) + "x").statusCode()).isEqualTo(403);
      server.restart();
      assertThat(get(sign(blobs)).body()).isEqualTo("kept");
      assertThat(get(server.url() + "/files/secret.key").statusCode()).isEqualTo(404);
    }
  }

  private static String sign(dev.parley.file.Blobs blobs) throws IOException {
    return blobs.sign("a/files/b", "b.txt", "text/plain", Duration.ofDays(7));
  }
}
