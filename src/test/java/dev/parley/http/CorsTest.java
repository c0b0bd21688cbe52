package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
                  Bounds.USUAL,
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

  @Test
  void opensEveryPathToEveryPageWhenTold() throws IOException {
    var open = new OpenDoor(Door.with(Route.get("/api/x", _ -> Door.text("x"))));
    try (var opened = HttpServer.start(HttpSettings.onLoopback(0), List.of(open));
        var wire = new Wire(opened)) {
      for (var path : List.of("/api/x", "/api/nothing")) {
        wire.send(
            "OPTIONS "
                + path
                + " HTTP/1.1\r\nHost: x\r\nOrigin: https://any.example\r\n"
                + "Access-Control-Request-Headers: x-api-key, content-type\r\n\r\n");
        assertThat(wire.head())
            .startsWith("HTTP/1.1 204")
            .contains("Access-Control-Allow-Origin: *\r")
            .contains("Access-Control-Allow-Methods: GET,HEAD,PUT,PATCH,POST,DELETE\r")
            .contains("Access-Control-Allow-Headers: x-api-key, content-type\r")
            .contains("Vary: Access-Control-Request-Headers\r")
            .doesNotContain("Access-Control-Allow-Credentials");
      }
      wire.send("GET /api/x HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.reply().head())
          .contains("Access-Control-Allow-Origin: *\r")
          .contains("Access-Control-Expose-Headers: X-More\r");
    }
  }

  /** A door that any page may use. */
  private record OpenDoor(Door door) implements Surface {
    @Override
    public String name() {
      return door.name();
    }

    @Override
    public String prefix() {
      return door.prefix();
    }

    @Override
    public List<Route> routes() {
      return door.routes();
    }

    @Override
    public Answer refuse(Request request, Fault fault) {
      return door.refuse(request, fault);
    }

    @Override
    public Optional<Cors> cors() {
      return Optional.of(Cors.open(List.of("X-More")));
    }
  }
}
