package dev.parley.file;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * How a blob presents itself to browsers, by two headers.
 *
 * @param disposition names a download (RFC 6266), for any name, in ASCII
 */
public record Shown(String contentType, String disposition) {
  /** What a browser shows without running anything in it. */
  private static final Set<String> INLINE =
      Set.of(
          "application/json",
          "application/pdf",
          "image/gif",
          "image/jpeg",
          "image/png",
          "image/webp",
          "text/csv",
          "text/markdown",
          "text/plain");

  /** Texts that are UTF-8 unless they say otherwise; a page says so itself. */
  private static final Set<String> TEXTS = Set.of("text/csv", "text/markdown", "text/plain");

  /** {@code attr-char} of RFC 8187, besides letters and digits. */
  private static final String PLAIN = "!#$&+-.^_`|~";

  /** As what it is if nothing of it can run, else as something to be saved. */
  public static Shown as(String filename, String mediaType) {
    return new Shown(
        mediaType + (TEXTS.contains(mediaType) ? "; charset=utf-8" : ""),
        (INLINE.contains(mediaType) ? "inline" : "attachment")
            + "; filename=\""
            + ascii(filename)
            + "\"; filename*=UTF-8''"
            + encoded(filename));
  }

  /** For old clients; percent too, since some of them decode what they should not. */
  private static String ascii(String filename) {
    return filename
        .codePoints()
        .map(c -> c < ' ' || c > '~' || "\"\\%/;".indexOf(c) >= 0 ? '_' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String encoded(String filename) {
    var encoded = new StringBuilder();
    for (byte each : filename.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append("%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }
}
