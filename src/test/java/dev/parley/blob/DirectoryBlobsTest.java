package dev.parley.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.file.BlobStock;
import dev.parley.file.FileSite;
import dev.parley.file.SignedUrls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class DirectoryBlobsTest extends BlobsContract {
  @TempDir Path data;
  private Path folder;
  private BlobStock blobs;

  @BeforeEach
  void open() {
    folder = data.resolve("deep/blobs");
    blobs =
        BlobStores.directory(
            folder,
            new SignedUrls(FileSite.signer("key"), () -> now, () -> "https://example.com/parley/"));
  }

  @Override
  BlobStock blobs() {
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
    blobs.delete("user/links/id");
    assertThat(secret).exists();
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
  void signsUrlsBelowTheBase() throws IOException {
    assertThat(blobs.sign(KEY, "x", "text/plain", WEEK))
        .startsWith("https://example.com/parley/files/user/files/id?");
  }

  @Test
  void listsWhatLiesThereAndNoLinksNorWhatIsOnItsWayIn() throws IOException {
    put(KEY, "x");
    Files.writeString(folder.resolve(".incoming/half"), "x");
    Files.createSymbolicLink(folder.resolve("user/links"), folder.resolve("user/files"));
    Files.createDirectories(folder.resolve("user/empty"));
    try (var keys = blobs.keys()) {
      assertThat(keys).containsExactly(KEY);
    }
  }
}
