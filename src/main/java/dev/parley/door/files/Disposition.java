package dev.parley.door.files;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The header that names a download (RFC 6266), for any name. */
final class Disposition {
  /** What a browser shows without running anything in it. */
  private static final Set<String> SHOWN =
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

  /** {@code attr-char} of RFC 8187, besides letters and digits. */
  private static final String PLAIN = "!#$&+-.^_`|~";

  private Disposition() {}

  static String of(String filename, String mediaType) {
    return (SHOWN.contains(mediaType) ? "inline" : "attachment")
        + "; filename=\""
        + ascii(filename)
        + "\"; filename*=UTF-8''"
        + encoded(filename);
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
