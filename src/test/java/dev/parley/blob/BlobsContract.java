package dev.parley.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.file.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What every store of blobs does. */
@NullMarked
abstract class BlobsContract {
  static final Duration WEEK = Duration.ofDays(7);
  static final String KEY = "user/files/id";

  abstract Blobs blobs();

  final void put(String key, String content) throws IOException {
    var bytes = content.getBytes(UTF_8);
    blobs().put(key, new ByteArrayInputStream(bytes), bytes.length, "text/plain");
  }

  final Optional<String> read(String key) throws IOException {
    var blob = blobs().open(key);
    if (blob.isEmpty()) {
      return Optional.empty();
    }
    try (var found = blob.get()) {
      var bytes = found.content().readAllBytes();
      assertThat(found.bytes()).isEqualTo(bytes.length);
      return Optional.of(new String(bytes, UTF_8));
    }
  }

  @Test
  void readsWhatWasPut() throws IOException {
    assertThat(read(KEY)).isEmpty();
    put(KEY, "one");
    put("user/files/id2", "");
    assertThat(read(KEY)).contains("one");
    assertThat(read("user/files/id2")).contains("");
    assertThat(read("user/screenshots/id")).isEmpty();
  }

  @Test
  void replacesWhatWasThere() throws IOException {
    put(KEY, "one");
    put(KEY, "seven");
    assertThat(read(KEY)).contains("seven");
  }

  @Test
  void deletesOnce() throws IOException {
    put(KEY, "one");
    assertThat(blobs().delete(KEY)).isTrue();
    assertThat(blobs().delete(KEY)).isFalse();
    assertThat(read(KEY)).isEmpty();
    put(KEY, "two");
    assertThat(read(KEY)).contains("two");
  }

  @Test
  void keepsTheFormerWhenAStreamIsNotAsLongAsItWasSaidToBe() throws IOException {
    put(KEY, "former");
    for (int length : new int[] {2, 4}) {
      var content = new ByteArrayInputStream("new".getBytes(UTF_8));
      assertThatThrownBy(() -> blobs().put(KEY, content, length, "text/plain"))
          .isInstanceOf(IOException.class);
    }
    assertThat(read(KEY)).contains("former");
  }

  @Test
  void refusesKeysThatLeadElsewhere() {
    for (var key :
        List.of(
            "",
            "/x",
            "x/",
            "a//b",
            "../x",
            "a/../b",
            "a/.",
            ".x",
            "a\\b",
            "a b",
            "a\0b",
            "ä",
            "a%2Fb",
            "x".repeat(101),
            "a/".repeat(8) + "b")) {
      assertThatThrownBy(() -> put(key, "x")).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> blobs().open(key)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> blobs().delete(key)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> blobs().sign(key, "x", "text/plain", WEEK))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void knowsTheKeyOfItsOwnUrlsOnly() {
    var url = blobs().sign(KEY, "a & b = ? # % + \" ' ü.md", "text/markdown", WEEK);
    assertThat(blobs().keyOf(url)).contains(KEY);
    assertThat(blobs().keyOf(url.replace("/id?", "/ie?"))).isEmpty();
    assertThat(blobs().keyOf("https://example.com/" + KEY)).isEmpty();
    assertThat(blobs().keyOf("no URL at all % ?")).isEmpty();
  }
}
