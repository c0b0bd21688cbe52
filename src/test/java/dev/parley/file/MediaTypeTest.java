package dev.parley.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class MediaTypeTest {
  private static String of(String name, @Nullable String given, String head) {
    return MediaType.of(new FileName(name), given, head.getBytes(ISO_8859_1));
  }

  @Test
  void knowsTextsByTheirNames() {
    assertThat(of("a.md", null, "# A")).isEqualTo("text/markdown");
    assertThat(of("a.CSV", null, "a,b")).isEqualTo("text/csv");
    assertThat(of("a.json", null, "{}")).isEqualTo("application/json");
    assertThat(of("a.txt", null, "")).isEqualTo("text/plain");
    assertThat(of("a.txt", null, "a\0b")).isEqualTo("application/octet-stream");
  }

  @Test
  void knowsPicturesAndDocumentsByTheirFirstBytesAlone() {
    assertThat(of("a", null, "\u0089PNG\r\n\u001a\n…")).isEqualTo("image/png");
    assertThat(of("a.txt", null, "\u00ff\u00d8\u00ff\u00e0")).isEqualTo("image/jpeg");
    assertThat(of("a.webp", null, "RIFF1234WEBPVP8 ")).isEqualTo("image/webp");
    assertThat(of("a.gif", null, "GIF89a")).isEqualTo("image/gif");
    assertThat(of("a.pdf", null, "%PDF-1.7")).isEqualTo("application/pdf");
    assertThat(of("a.png", null, "<html>")).isEqualTo("application/octet-stream");
  }

  @Test
  void makesNoPageOfATextThatLooksLikeOne() {
    assertThat(of("a.html", null, "<html>")).isEqualTo("application/octet-stream");
    assertThat(of("a.svg", null, "<svg>")).isEqualTo("application/octet-stream");
  }

  @Test
  void takesWhatIsSaidIfItIsAMediaType() {
    assertThat(of("a.bin", "Text/HTML; charset=x", "")).isEqualTo("text/html");
    assertThat(of("a.txt", "text/html\r\nSet-Cookie: a=b", "")).isEqualTo("text/plain");
    assertThat(of("a.txt", "nonsense", "")).isEqualTo("text/plain");
  }
}
