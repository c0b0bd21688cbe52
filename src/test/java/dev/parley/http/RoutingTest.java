package dev.parley.http;

import static dev.parley.http.Door.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutingTest {
  private final Door door =
      Door.with(
          Route.get("/api/agents/{agent}", request -> text("agent " + request.param("agent"))),
          Route.get("/api/agents/all", _ -> text("all")),
          Route.post(
              "/api/agents/{agent}/sessions", request -> text("in " + request.param("agent"))),
          Route.delete("/api/agents/{agent}/sessions", _ -> Answer.empty(204)),
          Route.get("/api/shop/", _ -> text("the shop")),
          Route.get("/api/shop/{part}", request -> text("part " + request.param("part"))),
          Route.get("/api/fails", _ -> failing()),
          Route.get("/api/own", _ -> Answer.empty(204).with("cache-control", "max-age=5")));
  private final HttpServer server = door.start();

  @AfterAll
  void stop() {
    server.close();
  }

  private static Answer failing() {
    throw new IllegalStateException("a secret of the inside");
  }

  private Wire.Reply ask(String methodAndPath) throws IOException {
    try (var wire = new Wire(server)) {
      return wire.send(methodAndPath + " HTTP/1.1\r\nHost: x\r\n\r\n").reply();
    }
  }

  @Test
  void prefersLiteralsToParameters() throws IOException {
    assertThat(ask("GET /api/agents/all").body()).contains("\"all\"");
    assertThat(ask("GET /api/agents/other").body()).contains("agent other");
  }

  @Test
  void takesASlashAtTheEndForAnotherPath() throws IOException {
    assertThat(ask("GET /api/shop/").body()).contains("the shop");
    assertThat(ask("GET /api/shop/esp32").body()).contains("part esp32");
    assertThat(ask("GET /api/shop").status()).isEqualTo(404);
    assertThat(ask("GET /api/shop/esp32/").status()).isEqualTo(404);
  }

  @Test
  void comesBackToTheParameterWhenTheLiteralLeadsNowhere() throws IOException {
    assertThat(ask("POST /api/agents/all/sessions").body()).contains("in all");
  }

  @Test
  void decodesSegmentsOnce() throws IOException {
    assertThat(ask("GET /api/agents/a%2Fb%20c%2525+d").body()).contains("agent a/b c%25+d");
    assertThat(ask("GET /api/agents/%C3%A9").body()).contains("agent \u00c3\u00a9");
    assertThat(ask("GET /api/%61gents/all").body()).contains("\"all\"");
  }

  @Test
  void refusesSegmentsThatCannotBeDecoded() throws IOException {
    for (var bad : new String[] {"%", "%4", "%zz", "a%00b", "%C3", "%ED%A0%80", "caf\u00e9"}) {
      assertThat(ask("GET /api/agents/" + bad)).as(bad).satisfies(RoutingTest::isMalformed);
    }
  }

  private static void isMalformed(Wire.Reply reply) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("Malformed");
  }

  @Test
  void answersUnknownPathsWithAnEmpty404() throws IOException {
    for (var path :
        new String[] {
          "/",
          "/api",
          "/api/agents",
          "/api/agents/",
          "/api/agents/x/",
          "/api//agents/x",
          "/apix",
          "/api/agents/x/..",
          "/api/%zz",
          "/else"
        }) {
      var reply = ask("GET " + path);
      assertThat(reply.status()).as(path).isEqualTo(404);
      assertThat(reply.head()).contains("Content-Length: 0").doesNotContain("Content-Type:");
    }
  }

  @Test
  void answersWrongMethodsWithAnEmpty405ThatNamesTheRightOnes() throws IOException {
    for (var method : new String[] {"GET", "PUT", "HEAD", "TRACE", "BREW"}) {
      var reply = ask(method + " /api/agents/x/sessions");
      assertThat(reply.status()).as(method).isEqualTo(405);
      assertThat(reply.head())
          .contains("Allow: POST, DELETE, OPTIONS")
          .contains("Content-Length: 0");
    }
    assertThat(ask("POST /api/agents/all").status()).isEqualTo(405);
  }

  @Test
  void answersHeadAsGetWithoutItsBody() throws IOException {
    try (var wire = new Wire(server)) {
      wire.send("HEAD /api/agents/all HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 200").contains("Content-Length: 14");
      wire.send("GET /api/agents/all HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.reply().body()).isEqualTo("{\"text\":\"all\"}");
    }
  }

  @Test
  void takesTheAbsoluteForm() throws IOException {
    assertThat(ask("GET http://x/api/agents/all").status()).isEqualTo(200);
  }

  @Test
  void forbidsCachingUnlessTheAnswerAllowsIt() throws IOException {
    assertThat(ask("GET /api/agents/all").head())
        .contains("Cache-Control: no-cache, no-store, must-revalidate")
        .doesNotContain("Server:");
    assertThat(ask("GET /api/own").head()).containsIgnoringCase("cache-control: max-age=5");
    assertThat(ask("GET /api/own").head()).doesNotContain("no-store");
  }

  @Test
  void sendsNeitherLengthNorTypeWith204() throws IOException {
    assertThat(ask("DELETE /api/agents/x/sessions").head())
        .startsWith("HTTP/1.1 204 ")
        .doesNotContain("Content-Length")
        .doesNotContain("Content-Type:");
  }

  @Test
  void tellsNothingOfTheInsideWhenAHandlerFails() throws IOException {
    var reply = ask("GET /api/fails");
    assertThat(reply.status()).isEqualTo(500);
    assertThat(reply.body()).contains("Internal").doesNotContain("secret").doesNotContain("java");
  }

  @Test
  void answersTooLongLinesAndHeaders() throws IOException {
    assertThat(ask("GET /api/agents/" + "x".repeat(20_000)).status()).isEqualTo(414);
    assertThat(ask("GET /api/agents/all HTTP/1.1\r\nX: " + "x".repeat(40_000)).status())
        .isEqualTo(431);
  }

  @Test
  void refusesTwoRoutesForOneOperation() {
    var twice =
        Door.with(
            Route.get("/api/{a}", _ -> Answer.empty(204)),
            Route.get("/api/{b}", _ -> Answer.empty(204)));
    assertThatThrownBy(twice::start).hasMessageContaining("Two routes for GET");
  }

  @Test
  void worksBehindABasePathAndWithout() throws IOException {
    var settings =
        new HttpSettings(
            "127.0.0.1", 0, "/parley/", 1000, Cors.none(), Bounds.USUAL, HttpSettings.USUAL_GRACE);
    try (var prefixed = door.start(settings);
        var wire = new Wire(prefixed)) {
      wire.send("GET /parley/api/agents/all HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.reply().status()).isEqualTo(200);
      wire.send("GET /parley/health/live HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.reply().body()).contains("live");
      wire.send("GET /api/agents/all HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.reply().status()).isEqualTo(200);
      wire.send("GET /parleyx/api/agents/all HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.reply().status()).isEqualTo(404);
    }
  }
}
