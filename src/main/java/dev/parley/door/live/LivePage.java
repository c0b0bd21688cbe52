package dev.parley.door.live;

import dev.parley.http.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The page that shows a session, and its parts; nothing in them is made for one request. */
final class LivePage {
  /** Nothing comes from elsewhere, nothing is sent elsewhere, nothing runs that stands in it. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy", POLICY,
          "Cross-Origin-Opener-Policy", "same-origin",
          "Referrer-Policy", "no-referrer");

  private LivePage() {}

  static Answer file(String name, String type) {
    try (var file = LivePage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing from this build");
      }
      return new Answer.Bytes(200, type + "; charset=utf-8", file.readAllBytes(), HEADERS);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
