package dev.parley.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what bytes are, from what somebody says, the name, and how they begin. */
final class MediaType {
  static final String UNKNOWN = "application/octet-stream";

  /** How many bytes are enough to tell. */
  static final int HEAD = 512;

  private static final Pattern FORM =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,62}/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}");

  private static final Map<String, String> TEXTS =
      Map.of(
          "md", "text/markdown",
          "markdown", "text/markdown",
          "csv", "text/csv",
          "json", "application/json",
          "txt", "text/plain");

  private MediaType() {}

  /**
   * @param given what somebody says it is; parameters are dropped
   * @param head the first bytes, {@link #HEAD} if there are so many
   */
  static String of(FileName name, @Nullable String given, byte[] head) {
    var said = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return FORM.matcher(said).matches() ? said : guessed(name, head);
  }

  private static String guessed(FileName name, byte[] head) {
    var seen = bySight(head);
    if (!seen.equals(UNKNOWN)) {
      return seen;
    }
    var last = name.last();
    var ending = last.substring(last.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return isText(head) ? TEXTS.getOrDefault(ending, UNKNOWN) : UNKNOWN;
  }

  private static String bySight(byte[] head) {
    if (begins(head, 0, "\u0089PNG\r\n\u001a\n")) {
      return "image/png";
    }
    if (begins(head, 0, "\u00ff\u00d8\u00ff")) {
      return "image/jpeg";
    }
    if (begins(head, 0, "GIF87a") || begins(head, 0, "GIF89a")) {
      return "image/gif";
    }
    if (begins(head, 0, "RIFF") && begins(head, 8, "WEBP")) {
      return "image/webp";
    }
    return begins(head, 0, "%PDF-") ? "application/pdf" : UNKNOWN;
  }

  private static boolean begins(byte[] head, int from, String mark) {
    var wanted = mark.getBytes(StandardCharsets.ISO_8859_1);
    int to = from + wanted.length;
    return head.length >= to && Arrays.equals(head, from, to, wanted, 0, wanted.length);
  }

  private static boolean isText(byte[] head) {
    for (byte each : head) {
      if (each == 0) {
        return false;
      }
    }
    return true;
  }
}
