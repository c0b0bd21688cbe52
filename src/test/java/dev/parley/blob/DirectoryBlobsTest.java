package dev.parley.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.file.Blobs;
import dev.parley.file.FileSite;
import dev.parley.file.SignedUrls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class DirectoryBlobsTest extends BlobsContract {
  @TempDir Path data;
  private Path folder;
  private Blobs blobs;
  private Instant now = Instant.parse("2026-03-01T10:00:30Z");

  @BeforeEach
  void open() {
    folder = data.resolve("deep/blobs");
    blobs =
        BlobStores.directory(
            folder,
            new SignedUrls(FileSite.signer("key"), () -> now, () -> "https://example.com/parley/"));
  }

  @Override
  Blobs blobs() {
    return blobs;
  }

  @Test
  void followsNoLinks() throws IOException {
    var outside = Files.createDirectories(data.resolve("outside"));
    var secret = Files.writeString(outside.resolve("id"), "secret");
    put("user/files/other", "x");
    Files.createSymbolicLink(folder.resolve("user/links"), outside);
    Files.createSymbolicLink(folder.resolve("user/files/id"), secret);
    assertThat(read("user/links/id")).isEmpty();
    assertThat(read(KEY)).isEmpty();
    assertThat(blobs.delete("user/links/id")).isFalse();
    assertThatThrownBy(() -> put("user/links/id", "x")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> blobs.delete(KEY)).isInstanceOf(IOException.class);
    put(KEY, "mine");
    assertThat(secret).hasContent("secret");
    assertThat(read(KEY)).contains("mine");
  }

  @Test
  void leavesNothingOnItsWayIn() throws IOException {
    put(KEY, "x");
    try (var left = Files.list(folder.resolve(".incoming"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void signsTheSameUrlWithinAMinuteBelowTheBase() {
    var url = blobs.sign(KEY, "x", "text/plain", WEEK);
    assertThat(url).startsWith("https://example.com/parley/files/user/files/id?");
    now = now.plusSeconds(29);
    assertThat(blobs.sign(KEY, "x", "text/plain", WEEK)).isEqualTo(url);
    now = now.plusSeconds(1);
    assertThat(blobs.sign(KEY, "x", "text/plain", WEEK)).isNotEqualTo(url);
  }
}
