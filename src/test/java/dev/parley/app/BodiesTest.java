package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a body may be (contract §1.6, §1.7, decisions §1.10, §3 HTTP). */
class BodiesTest {
  private static final int MEBIBYTE = 1024 * 1024;
  private static TestServer server;
  private static Talk talk;

  @BeforeAll
  static void startServer() throws Exception {
    server = TestServer.start();
    talk = Talk.with(server, TestServer.PLAIN);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void takesAQuarterOfAMebibyte() throws Exception {
    var text = "a".repeat(256 * 1024 - TestServer.ask("").length());
    assertThat(talk.say(text).status()).isEqualTo(200);
    var last = talk.messages();
    assertThat(talk.content().text()).contains(text);
    assertThat(last).isEqualTo("2");
  }

  @Test
  void refusesTwoHundredMebibytesOfKnownLength() throws Exception {
    try (var socket = RawHttp.connect(server.url())) {
      socket.head("POST", talk.path() + "/blockingContinue", "Content-Length: " + 200 * MEBIBYTE);
      socket.writeAgain(new byte[MEBIBYTE], 200);
      assertThat(socket.answer())
          .startsWith("HTTP/1.1 413")
          .contains("Default:RequestEntityTooLarge", "REQUEST_ENTITY_TOO_LARGE");
    }
  }

  @Test
  void refusesTwoHundredMebibytesInChunks() throws Exception {
    try (var socket = RawHttp.connect(server.url())) {
      socket.head("POST", talk.path() + "/blockingContinue", "Transfer-Encoding: chunked");
      var chunk = new ByteArrayOutputStream();
      chunk.writeBytes("100000\r\n".getBytes(StandardCharsets.US_ASCII));
      chunk.writeBytes(new byte[MEBIBYTE]);
      chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.writeAgain(chunk.toByteArray(), 200);
      assertThat(socket.answer())
          .startsWith("HTTP/1.1 413")
          .contains("Default:RequestEntityTooLarge");
    }
  }

  @Test
  void refusesBothFramingsInOneRequest() throws Exception {
    try (var socket = RawHttp.connect(server.url())) {
      socket.head(
          "POST",
          talk.path() + "/blockingContinue",
          "Content-Length: 5\r\nTransfer-Encoding: chunked");
      socket.write("0\r\n\r\n");
      var answer = socket.answer();
      assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 400")).as(answer).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\ud83d", "a\\ude00b", "\\ude00\\ud83d"})
  void keepsOrRefusesTextsThatAreHardToStore(String text) throws Exception {
    var body = "{\"userInput\":{\"text\":\"" + text + "\"}}";
    for (var operation : new String[] {"/blockingContinue", "/streamingContinue"}) {
      assertThat(talk.client().post(talk.path() + operation, body).status()).isIn(200, 400, 422);
    }
    assertThat(talk.client().put(talk.path() + "/ragContext", body).status()).isIn(200, 400, 422);
    var title = "{\"title\":\"" + text + "\"}";
    assertThat(talk.client().put(talk.path() + "/updateTitle", title).status()).isIn(204, 400, 422);
    assertThat(talk.content().status()).isEqualTo(200);
  }

  @Test
  void refusesBytesThatAreNoText() throws Exception {
    for (var wrong :
        new byte[][] {{(byte) 0xff}, {(byte) 0xc3}, {0}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}}) {
      var body = new ByteArrayOutputStream();
      body.writeBytes("{\"userInput\":{\"text\":\"".getBytes(StandardCharsets.US_ASCII));
      body.writeBytes(wrong);
      body.writeBytes("\"}}".getBytes(StandardCharsets.US_ASCII));
      assertThat(status(body.toByteArray())).isIn(400, 422);
    }
  }

  @Test
  void survivesDeepNesting() throws Exception {
    var deep = "{\"userInput\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    assertThat(status(deep.getBytes(StandardCharsets.US_ASCII))).isIn(400, 422);
  }

  private static int status(byte[] body) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var uri =
          URI.create(
              server.url() + "/api/v2/aipAgents" + talk.path() + "/blockingContinue?preview=true");
      var request =
          HttpRequest.newBuilder(uri)
              .header("Authorization", "Bearer " + TestServer.TOKEN)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofByteArray(body))
              .build();
      return client.send(request, BodyHandlers.ofString()).statusCode();
    }
  }

  @Test
  void acceptsWhatRawCallersSend() throws Exception {
    var fresh = Talk.with(server, TestServer.PLAIN);
    var bare = "{\"userInput\":{\"text\":\"Hi\"},\"parameterInputs\":null,\"sessionTraceId\":null}";
    for (var type : new String[] {"application/json; charset=utf-8", "APPLICATION/JSON"}) {
      var client = fresh.client().withContentType(type);
      assertThat(client.post(fresh.path() + "/streamingContinue", bare).status()).isEqualTo(200);
    }
  }
}
