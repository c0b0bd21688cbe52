package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
  private final HttpServer server =
      Door.with(Route.get("/api/x", _ -> Door.text("x")), Route.post("/api/x", _ -> Door.text("")))
          .start(
              new HttpSettings(
                  "127.0.0.1",
                  0,
                  "",
                  1000,
                  Cors.of(Set.of("https://app.example.com")),
                  HttpSettings.USUAL_GRACE));

  @AfterAll
  void stop() {
    server.close();
  }

  private String ask(String method, String headers) throws IOException {
    try (var wire = new Wire(server)) {
      return wire.send(method + " /api/x HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n").head();
    }
  }

  @Test
  void answersOptionsWithoutCredentialsOrOrigin() throws IOException {
    assertThat(ask("OPTIONS", ""))
        .startsWith("HTTP/1.1 204")
        .contains("Allow: GET, HEAD, POST, OPTIONS")
        .doesNotContain("Access-Control");
  }

  @Test
  void allowsAConfiguredOriginAllHeadersItsClientSends() throws IOException {
    var head =
        ask(
            "OPTIONS",
            "Origin: https://app.example.com\r\nAccess-Control-Request-Headers: x-more, accept\r\n");
    assertThat(head)
        .contains("Access-Control-Allow-Origin: https://app.example.com")
        .contains(
            "Access-Control-Allow-Headers: Authorization, Content-Type, Accept, Fetch-User-Agent,"
                + " X-OSDK-Request-Context, x-more\r")
        .contains("Access-Control-Allow-Methods: GET, HEAD, POST, OPTIONS");
  }

  @Test
  void tellsOtherOriginsNothing() throws IOException {
    assertThat(ask("OPTIONS", "Origin: https://evil.example.com\r\n"))
        .startsWith("HTTP/1.1 204")
        .contains("Vary: Origin")
        .doesNotContain("Access-Control");
    assertThat(ask("GET", "Origin: https://evil.example.com\r\n"))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("Access-Control");
  }

  @Test
  void letsAConfiguredOriginReadAnswersAndRetryAfter() throws IOException {
    assertThat(ask("GET", "Origin: https://app.example.com\r\n"))
        .contains("Access-Control-Allow-Origin: https://app.example.com")
        .contains("Access-Control-Expose-Headers: Retry-After");
  }
}
