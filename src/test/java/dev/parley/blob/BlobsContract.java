package dev.parley.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.file.BlobStock;
import dev.parley.file.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What every store of blobs does; each test has an empty one. */
@NullMarked
abstract class BlobsContract {
  static final Duration WEEK = Duration.ofDays(7);
  static final String KEY = "user/files/id";

  /** The time that URLs are signed with. */
  Instant now = Instant.parse("2026-03-01T10:00:30Z");

  abstract BlobStock blobs();

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
  void deletesWhatIsThereAndMindsNotIfNothingIs() throws IOException {
    put(KEY, "one");
    blobs().delete(KEY);
    blobs().delete(KEY);
    blobs().delete("nobody/files/nothing");
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
  void knowsTheKeyOfItsOwnUrlsOnly() throws IOException {
    var url = blobs().sign(KEY, "a & b = ? # % + \" ' ü.md", "text/markdown", WEEK);
    assertThat(blobs().keyOf(url)).contains(KEY);
    assertThat(blobs().keyOf(url.replace("/id?", "/ie?"))).isEmpty();
    assertThat(blobs().keyOf("https://example.com/" + KEY)).isEmpty();
    assertThat(blobs().keyOf("no URL at all % ?")).isEmpty();
  }

  @Test
  void signsTheSameUrlWithinAMinute() throws IOException {
    var url = blobs().sign(KEY, "x", "text/plain", WEEK);
    now = now.plusSeconds(29);
    assertThat(blobs().sign(KEY, "x", "text/plain", WEEK)).isEqualTo(url);
    now = now.plusSeconds(1);
    assertThat(blobs().sign(KEY, "x", "text/plain", WEEK)).isNotEqualTo(url);
  }

  @Test
  void knowsAUrlUntilItsTimeIsOver() throws IOException {
    var url = blobs().sign(KEY, "x", "text/plain", WEEK);
    now = now.plus(WEEK).minusSeconds(31);
    assertThat(blobs().keyOf(url)).contains(KEY);
    now = now.plusSeconds(1);
    assertThat(blobs().keyOf(url)).isEmpty();
  }

  @Test
  void keepsWhatIsTooLongForMemory() throws IOException {
    var content = "0123456789abcde\n".repeat(200_000);
    put(KEY, content);
    assertThat(read(KEY)).contains(content);
    try (var cut = blobs().open(KEY).orElseThrow()) {
      assertThat(cut.content().readNBytes(16)).asString(UTF_8).isEqualTo("0123456789abcde\n");
    }
    assertThatThrownBy(() ->
            blobs()
                .put(
                    KEY,
                    new ByteArrayInputStream(content.getBytes(UTF_8)),
                    content.length() - 1,
                    "text/plain"))
        .isInstanceOf(IOException.class);
    assertThat(read(KEY)).contains(content);
  }

  @Test
  void tellsTheFingerprintOfWhatIsThere() throws IOException {
    assertThat(blobs().fingerprint(KEY)).isEmpty();
    put(KEY, "Grüße");
    assertThat(blobs().fingerprint(KEY))
        .contains(
            new Fingerprint(7, "f83e039796c6453a10f5519e39fd113901572316a1a8ea07cb525d2801dfd074"));
  }

  @Test
  void listsAllThatLiesThere() throws IOException {
    for (var key : List.of("user/files/a", "user/files/b", "user/screenshots/a", "other/files/a")) {
      put(key, key);
    }
    blobs().delete("user/files/b");
    try (var keys = blobs().keys()) {
      assertThat(keys)
          .containsExactlyInAnyOrder("user/files/a", "user/screenshots/a", "other/files/a");
    }
  }
}
