package dev.parley.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.problem.AccessProblem.CredentialsMissing;
import dev.parley.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BodyTest {
  private static final int MOST = 300 * 1024;
  private static final String POST = "POST /api/size HTTP/1.1\r\nHost: x\r\n";
  private static final String GUARDED = "POST /api/guarded HTTP/1.1\r\nHost: x\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";

  private final HttpServer server =
      Door.with(
              Route.post(
                  "/api/size",
                  request ->
                      Answer.json(
                          200, Map.of("there", request.hasBody(), "size", request.body().length))),
              Route.post("/api/guarded", _ -> guarded()))
          .start(
              new HttpSettings(
                  "127.0.0.1", 0, "", MOST, Cors.none(), Bounds.USUAL, HttpSettings.USUAL_GRACE));

  @AfterAll
  void stop() {
    server.close();
  }

  private static Answer guarded() {
    throw new ProblemException(new CredentialsMissing());
  }

  private Wire.Reply ask(String request) throws IOException {
    try (var wire = new Wire(server)) {
      return wire.send(request).reply();
    }
  }

  @Test
  void tellsABodyFromNone() throws IOException {
    assertThat(ask(POST + "\r\n").body()).contains("false");
    assertThat(ask(POST + "Content-Length: 0\r\n\r\n").body()).contains("false");
    assertThat(ask(POST + "Content-Length: 1\r\n\r\nx").body()).contains("true");
    assertThat(ask(CHUNKED + "0\r\n\r\n").body()).contains("true").contains(":0");
  }

  @Test
  void readsChunksAndGoesOnWithThePipelinedRequest() throws IOException {
    try (var wire = new Wire(server)) {
      wire.send(CHUNKED + "3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n" + POST + "\r\n");
      assertThat(wire.reply().body()).contains(":13");
      assertThat(wire.reply().body()).contains(":0");
    }
  }

  @Test
  void readsALargeBodyWithinTheLimit() throws IOException {
    try (var wire = new Wire(server)) {
      wire.send(POST + "Content-Length: 262144\r\n\r\n").send(new byte[262_144]);
      assertThat(wire.reply().body()).contains(":262144");
    }
  }

  @Test
  void refusesASizedBodyBeforeItIsSent() throws IOException {
    try (var wire = new Wire(server)) {
      var reply = wire.send(POST + "Content-Length: 209715200\r\n\r\nstart").reply();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.head()).contains("Connection: close");
    }
  }

  @Test
  void refusesChunksByTheirAnnouncedSize() throws IOException {
    for (var size : new String[] {"7fffffff", "80000000", "fffffffffffffff"}) {
      assertThat(ask(CHUNKED + size + "\r\nstart").status()).as(size).isEqualTo(413);
    }
  }

  @Test
  void letsAClientThatSendsFarTooMuchReadItsRefusal() throws Exception {
    var body = new byte[100 * 1024 * 1024];
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var uri = URI.create("http://127.0.0.1:" + server.port() + "/api/size");
      var sized = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body)).build();
      assertThat(client.send(sized, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
      var chunked = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
      var unsized = HttpRequest.newBuilder(uri).POST(chunked).build();
      assertThat(client.send(unsized, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
    }
  }

  @Test
  void keepsTheConnectionAfterRefusingASmallBody() throws IOException {
    try (var wire = new Wire(server)) {
      wire.send(GUARDED + "Content-Length: 5\r\n\r\nhello");
      assertThat(wire.reply().status()).isEqualTo(401);
      assertThat(wire.send(POST + "\r\n").reply().status()).isEqualTo(200);
    }
  }

  @Test
  void closesAfterRefusingChunks() throws IOException {
    try (var wire = new Wire(server)) {
      wire.send(GUARDED + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello");
      var reply = wire.reply();
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.head()).contains("Connection: close");
    }
  }

  @Test
  void refusesBodiesWithoutAClearEnd() throws IOException {
    for (var lengths :
        new String[] {
          "Content-Length: 5\r\nTransfer-Encoding: chunked",
          "Content-Length: 5\r\nContent-Length: 6",
          "Content-Length: -5",
          "Content-Length: +5",
          "Content-Length: 5x",
          "Transfer-Encoding: gzip, chunked",
          "Transfer-Encoding: identity"
        }) {
      try (var wire = new Wire(server)) {
        wire.send(POST + lengths + "\r\n\r\n5\r\nhello\r\n0\r\n\r\n" + POST + "\r\n");
        var reply = wire.reply();
        assertThat(reply.status()).as(lengths).isEqualTo(400);
        assertThat(reply.head()).as(lengths).contains("Connection: close");
      }
    }
  }

  @Test
  void refusesBrokenChunks() throws IOException {
    for (var chunks : new String[] {"x\r\n", "-1\r\n", "\r\n", "5;a=b\r\nhello\r\n", "5\nhello"}) {
      var reply = ask(CHUNKED + chunks + "0\r\n\r\n                                        ");
      assertThat(reply.status()).as(chunks).isEqualTo(400);
      assertThat(reply.body()).as(chunks).contains("Malformed");
    }
  }

  @Test
  void tellsAWaitingClientToSendItsBody() throws IOException {
    try (var wire = new Wire(server)) {
      wire.send(POST + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 100");
      assertThat(wire.send("hello").reply().body()).contains(":5");
      assertThat(wire.send(POST + "\r\n").reply().status()).isEqualTo(200);
    }
  }

  @Test
  void doesNotAskForABodyItRefuses() throws IOException {
    try (var wire = new Wire(server)) {
      wire.send(GUARDED + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
      assertThat(wire.reply().status()).isEqualTo(401);
    }
  }
}
