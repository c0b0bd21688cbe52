package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.door.allyson.AllysonHttp;
import dev.parley.provider.WireServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chat completions through a whole server to a real provider (contract allyson §5.6). */
@NullMarked
@Timeout(60)
class ChatProxyServedTest {
  private static final String PATH = "/v1/chat/completions";
  private static final String OURS = "sk-the-servers-own";
  private static final String OWN = "sk-the-callers-own";
  private static final String QUESTION = "a very private question";
  private static WireServer usual;
  private static WireServer friend;
  private static WireServer stranger;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    usual = new WireServer();
    friend = new WireServer();
    stranger = new WireServer();
    server =
        TestServer.start(
            Map.of(
                "PARLEY_BOOTSTRAP_API_KEY",
                WebTask.KEY,
                "OPENAI_API_KEY",
                OURS,
                "PARLEY_CHAT_PROXY",
                "on",
                "PARLEY_CHAT_PROXY_URL",
                usual.url("/v1").toString(),
                "PARLEY_CHAT_PROXY_MODELS",
                "gpt-test,gpt-other",
                "PARLEY_CHAT_PROXY_HOSTS",
                "api.example",
                "PARLEY_CHAT_PROXY_ALLOW_PRIVATE",
                friend.url("").getAuthority()));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    usual.close();
    friend.close();
    stranger.close();
  }

  private static String body(String more) {
    return "{\"model\":\"gpt-test\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + QUESTION
        + "\"}]"
        + more
        + "}";
  }

  /** A request of which every byte of the answer is seen. */
  private static RawHttp ask(String more) throws IOException {
    var raw = RawHttp.connect(server.url());
    ask(raw, more);
    return raw;
  }

  private static void ask(RawHttp raw, String more) throws IOException {
    var bytes = body(more).getBytes(StandardCharsets.UTF_8);
    raw.write(
        "POST "
            + PATH
            + "?apiKey="
            + WebTask.KEY
            + "&v=2 HTTP/1.1\r\nHost: x\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n"
            + body(more));
  }

  private static String read(RawHttp raw, int bytes) throws IOException {
    return new String(raw.socket().getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
  }

  private static String head(RawHttp raw) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append(read(raw, 1));
    }
    return head.toString();
  }

  private static AllysonHttp withOwnKey() {
    return WebTask.client(server.url()).with("x-openai-api-key", OWN);
  }

  private static void awaitLatch(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IOException(stopped);
    }
  }

  @Test
  void streamsPiecesAsTheyComeAndKeepsTheConnection() throws Exception {
    var seen = new CountDownLatch(1);
    usual.answer(peer -> {
      peer.head(200, "Content-Type: text/event-stream; charset=utf-8", "Set-Cookie: a=b");
      peer.chunk("data: {\"a\":1}\r\n\r\n");
      awaitLatch(seen);
      peer.chunk(": odd \u00e9\n\ndata: [DONE]\n\n");
      peer.end();
    });
    usual.answer(peer -> peer.whole(200, "{\"b\":2}", "Content-Type: application/json"));
    try (var raw = ask(",\"stream\":true")) {
      assertThat(head(raw))
          .startsWith("HTTP/1.1 200 ")
          .contains("Content-Type: text/event-stream\r\n")
          .contains("Cache-Control: no-cache\r\n", "Connection: keep-alive\r\n")
          .contains("Access-Control-Allow-Origin: *\r\n")
          .doesNotContain("Set-Cookie", "Content-Length");
      assertThat(read(raw, 23)).isEqualTo("11\r\ndata: {\"a\":1}\r\n\r\n\r\n");
      seen.countDown();
      assertThat(read(raw, 35)).isEqualTo("18\r\n: odd é\n\ndata: [DONE]\n\n\r\n0\r\n\r\n");
      ask(raw, "");
      assertThat(head(raw)).contains("Content-Type: application/json", "Content-Length: 7");
      assertThat(read(raw, 7)).isEqualTo("{\"b\":2}");
    }
    var asked = usual.asked();
    assertThat(asked.line()).isEqualTo("POST /v1/chat/completions?v=2 HTTP/1.1");
    assertThat(asked.body()).isEqualTo(body(",\"stream\":true"));
    assertThat(asked.headers()).containsEntry("authorization", "Bearer " + OURS);
    assertThat(asked.headers().toString() + asked.line()).doesNotContain("sk-allyson");
    var _ = usual.asked();
  }

  @Test
  void leavesTheProviderWhenItsCallerLeaves() throws Exception {
    var beforeAnswer = usual.answerAndWatch(_ -> {});
    try (var _ = ask("")) {
      var _ = usual.asked();
    }
    assertThat(WireServer.soon(beforeAnswer)).isTrue();
    var inTheMiddle =
        usual.answerAndWatch(peer -> {
          peer.stream();
          peer.chunk("data: 1\n\n");
        });
    try (var raw = ask(",\"stream\":true")) {
      head(raw);
      assertThat(read(raw, 14)).isEqualTo("9\r\ndata: 1\n\n\r\n");
      var _ = usual.asked();
    }
    assertThat(WireServer.soon(inTheMiddle)).isTrue();
  }

  @Test
  void breaksAStreamOffThatWasCut() throws Exception {
    usual.answer(peer -> {
      peer.stream();
      peer.chunk("data: 1\n\n");
      peer.close();
    });
    try (var raw = ask(",\"stream\":true")) {
      head(raw);
      var rest = new String(raw.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(rest).isEqualTo("9\r\ndata: 1\n\n\r\n");
    }
    var _ = usual.asked();
  }

  @Test
  void spendsItsKeyOnNothingElse() throws Exception {
    var client = WebTask.client(server.url());
    var other = client.post(PATH, body("").replace("gpt-test", "gpt-dear"));
    assertThat(other.status()).isEqualTo(403);
    assertThat(other.text()).contains("[gpt-other, gpt-test]", "x-openai-api-key");
    var chosen = client.with("x-openai-base-url", friend.url("/v1").toString());
    assertThat(chosen.post(PATH, body("")).status()).isEqualTo(400);

    usual.answer(peer -> peer.whole(200, "{}", "Content-Type: application/json"));
    assertThat(withOwnKey().post(PATH, body("").replace("gpt-test", "any")).status())
        .isEqualTo(200);
    assertThat(usual.asked().headers()).containsEntry("authorization", "Bearer " + OWN);

    friend.answer(peer -> peer.whole(402, "{\"pay\":1}", "Content-Type: application/json"));
    var paid =
        withOwnKey().with("x-openai-base-url", friend.url("/x/").toString()).post(PATH, body(""));
    assertThat(paid.status()).isEqualTo(402);
    assertThat(paid.text()).isEqualTo("{\"pay\":1}");
    var asked = friend.asked();
    assertThat(asked.line()).isEqualTo("POST /x/chat/completions HTTP/1.1");
    assertThat(asked.headers()).containsEntry("authorization", "Bearer " + OWN);
    assertThat(asked.toString()).doesNotContain(OURS);
  }

  @Test
  void reachesNobodyWhoIsNotNamed() throws Exception {
    int port = stranger.url("").getPort();
    for (var url :
        List.of(
            stranger.url("/v1").toString(),
            "http://localhost:" + port,
            "http://LOCALHOST:" + port + "/v1",
            "http://[::1]:" + port,
            "http://[::ffff:127.0.0.1]:" + port,
            "http://127.1:" + port,
            "http://2130706433:" + port,
            "https://127.0.0.1:" + port,
            "http://api.example/v1",
            "https://169.254.169.254/latest",
            "https://api.example.evil.test/v1",
            server.url() + "/v1",
            "http://127.0.0.1:" + friend.url("").getPort() + "0")) {
      var reply = withOwnKey().with("x-openai-base-url", url).post(PATH, body(""));
      assertThat(reply.status()).as(url + " " + reply.text()).isIn(400, 403);
      assertThat(reply.json().members()).containsOnlyKeys("success", "error");
    }
    assertThat(stranger.connections()).isZero();
  }

  @Test
  void servesSoManyOfOneUserAtATime() throws Exception {
    var all = new ArrayList<RawHttp>();
    var left = usual.answerAndWatch(_ -> {});
    for (int i = 1; i < 32; i++) {
      var _ = usual.answerAndWatch(_ -> {});
    }
    try {
      for (int i = 0; i < 32; i++) {
        all.add(ask(""));
        var _ = usual.asked();
      }
      var tooMany = WebTask.client(server.url()).post(PATH, body(""));
      assertThat(tooMany.status()).isEqualTo(429);
    } finally {
      for (var one : all) {
        one.close();
      }
    }
    assertThat(WireServer.soon(left)).isTrue();
    usual.answer(peer -> peer.whole(200, "{}", "Content-Type: application/json"));
    Await.until(
        "room again", () -> WebTask.client(server.url()).post(PATH, body("")).status() == 200);
    var _ = usual.asked();
  }

  @Test
  void writesNeitherKeysNorQuestionsDown() throws Exception {
    try (var log = Leaks.listen()) {
      usual.answer(peer -> peer.whole(401, "{\"error\":\"no\"}"));
      var refused = WebTask.client(server.url()).post(PATH, body(""));
      assertThat(refused.status()).isEqualTo(500);
      assertThat(refused.text()).contains("refused this server's key");
      friend.answer(WireServer.Peer::close);
      var base = friend.url("/v1").toString();
      var lost = withOwnKey().with("x-openai-base-url", base).post(PATH + "?key=x", body(""));
      assertThat(lost.status()).isEqualTo(500);
      assertThat(log.lines()).contains(PATH, "OPENAI_API_KEY", URI.create(base).getAuthority());
      var leaks = Leaks.of(OURS, OWN, QUESTION, WebTask.KEY);
      leaks.assertNoneIn("the log", log.lines());
      leaks.assertNoneIn("the rows", Leaks.rows(server.database()));
    }
    var _ = usual.asked();
    var _ = friend.asked();
  }
}
