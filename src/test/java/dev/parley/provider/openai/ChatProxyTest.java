package dev.parley.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.cancel.Cancel;
import dev.parley.cancel.Cancel.Cancelled;
import dev.parley.model.Passthrough.Ask;
import dev.parley.model.Passthrough.Outcome;
import dev.parley.model.Passthrough.Own;
import dev.parley.model.Passthrough.Reply;
import dev.parley.provider.WireServer;
import dev.parley.provider.openai.Outside.Found;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests passed through to a real server that does what servers should not. */
@NullMarked
@Timeout(30)
class ChatProxyTest {
  private static final Cancel NEVER = new Cancel();
  private static final String OURS = "sk-ours";
  private static final String BODY = "{\"model\": \"gpt-test\", \"n\":1}";

  private WireServer server;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private Found outside = new Found.Refused("Not here.");

  @BeforeEach
  void serve() throws IOException {
    server = new WireServer();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private ChatProxy proxy(URI baseUrl, @Nullable String key, Duration silence) {
    var settings = new ChatProxySettings(baseUrl, key, Set.of("gpt-test"), silence);
    return new ChatProxy(
        settings,
        (host, port, secure) -> {
          asked.add((secure ? "https " : "http ") + host + ":" + port);
          return outside;
        });
  }

  private ChatProxy proxy() {
    return proxy(server.url("/v1/"), OURS, ChatProxySettings.USUAL_SILENCE);
  }

  private static Ask ask(String model, @Nullable Own own) {
    return new Ask(model, BODY.getBytes(StandardCharsets.UTF_8), false, "", own);
  }

  private static Ask ask() {
    return ask("gpt-test", null);
  }

  private static Reply answered(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Answered.class);
    return ((Outcome.Answered) outcome).reply();
  }

  private static String failed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).why();
  }

  private static String text(Reply reply) throws IOException {
    try (reply) {
      return new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void sendsWhatItIsGivenAndGivesWhatComesBack() throws Exception {
    server.answer(
        peer -> peer.whole(418, "{ \"a\" : 1}", "Content-Type: Application/JSON", "X-Own: 1"));
    var streaming =
        new Ask("gpt-test", BODY.getBytes(StandardCharsets.UTF_8), true, "v=1&w=%20", null);
    var reply = answered(proxy().send(streaming, NEVER));
    assertThat(reply.status()).isEqualTo(418);
    assertThat(reply.contentType()).isEqualTo("application/json");
    assertThat(text(reply)).isEqualTo("{ \"a\" : 1}");
    var request = server.asked();
    assertThat(request.line()).isEqualTo("POST /v1/chat/completions?v=1&w=%20 HTTP/1.1");
    assertThat(request.body()).isEqualTo(BODY);
    assertThat(request.headers())
        .containsEntry("authorization", "Bearer sk-ours")
        .containsEntry("accept", "text/event-stream")
        .containsEntry("content-type", "application/json")
        .containsEntry("host", server.url("").getAuthority())
        .containsOnlyKeys(
            "host",
            "authorization",
            "content-type",
            "accept",
            "accept-encoding",
            "user-agent",
            "connection",
            "content-length");
  }

  @Test
  void spendsTheServersKeyOnItsOwnModelsAlone() {
    assertThat(proxy().send(ask("gpt-5", null), NEVER))
        .isEqualTo(
            new Outcome.Refused(
                "This server's key is for [gpt-test] alone. Send a key of your own in"
                    + " x-openai-api-key."));
    var keyless = proxy(server.url("/v1"), null, Duration.ofSeconds(9));
    assertThat(keyless.send(ask(), NEVER)).isEqualTo(new Outcome.NoKey());
    assertThat(server.connections()).isZero();
  }

  @Test
  void sendsTheCallersOwnKeyInItsPlace() throws Exception {
    server.always(peer -> peer.whole(401, "{\"error\":{}}", "Content-Type: application/json"));
    for (var own :
        List.of(
            new Own("sk-own", null),
            new Own("sk-own", server.url("/v1")),
            new Own("sk-own", server.url("/v1//")))) {
      var reply = answered(proxy().send(ask("any", own), NEVER));
      assertThat(reply.status()).isEqualTo(401);
      assertThat(text(reply)).isEqualTo("{\"error\":{}}");
      assertThat(server.asked().headers()).containsEntry("authorization", "Bearer sk-own");
    }
    assertThat(asked).as("the usual provider is known").isEmpty();
  }

  @Test
  void reachesAProviderOfTheCallersAtTheAddressesItWasGiven() throws Exception {
    server.answer(peer -> peer.whole(200, "{}", "Content-Type: application/json"));
    outside = new Found.At(List.of(InetAddress.getLoopbackAddress()));
    int port = server.url("").getPort();
    var own = new Own("sk-own", URI.create("http://Nowhere.invalid:" + port + "/api/"));
    assertThat(text(answered(proxy().send(ask("any", own), NEVER)))).isEqualTo("{}");
    var request = server.asked();
    assertThat(request.line()).isEqualTo("POST /api/chat/completions HTTP/1.1");
    assertThat(request.headers())
        .containsEntry("host", "Nowhere.invalid:" + port)
        .containsEntry("authorization", "Bearer sk-own");
    assertThat(asked).containsExactly("http Nowhere.invalid:" + port);
  }

  @Test
  void asksAboutEveryOtherProvider() {
    for (var url :
        List.of(
            server.url("/v2").toString(),
            server.url("").toString(),
            "https://api.openai.com/v1",
            "http://localhost/v1")) {
      assertThat(proxy().send(ask("gpt-test", new Own("k", URI.create(url))), NEVER))
          .isEqualTo(new Outcome.Refused("Not here."));
    }
    outside = new Found.Unknown();
    assertThat(
            failed(proxy().send(ask("x", new Own("k", URI.create("https://no.invalid"))), NEVER)))
        .isEqualTo("The provider cannot be reached.");
    assertThat(asked)
        .containsExactly(
            "http " + server.url("").getAuthority(),
            "http " + server.url("").getAuthority(),
            "https api.openai.com:443",
            "http localhost:80",
            "https no.invalid:443");
    assertThat(server.connections()).isZero();
  }

  @Test
  void tellsNobodyThatTheServersKeyIsNoGood() throws Exception {
    server.always(peer -> peer.whole(401, "{\"error\":\"Incorrect key: sk-o***s, org-1\"}"));
    assertThat(failed(proxy().send(ask(), NEVER)))
        .isEqualTo("The provider refused this server's key.");
  }

  @Test
  void followsNobodyElsewhere() throws Exception {
    var to = "Location: " + server.url("/v2/chat/completions");
    server.always(peer -> peer.whole(307, "", to));
    assertThat(failed(proxy().send(ask(), NEVER))).contains("moved");
    assertThat(server.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "HTTP/1.1 999 Odd\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 101 Switching\r\n\r\nHTTP/1.1 101 Switching\r\n\r\nx\r\n"
      })
  void passesOnNoAnswerThatCannotBeRead(String answer) {
    server.answer(peer -> {
      peer.send(answer);
      peer.close();
    });
    assertThat(failed(proxy().send(ask(), NEVER)))
        .isEqualTo("The provider's answer cannot be read.");
  }

  @Test
  void endsAnEndlessHead() {
    server.answer(peer -> {
      peer.send("HTTP/1.1 200 OK\r\n");
      while (true) {
        peer.send("X-More: " + "x".repeat(1000) + "\r\n");
      }
    });
    assertThat(failed(proxy().send(ask(), NEVER))).contains("cannot be read");
  }

  @Test
  void saysWhenNobodyAnswers() throws IOException {
    server.answer(WireServer.Peer::close);
    assertThat(failed(proxy().send(ask(), NEVER))).contains("ended the connection");
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    var nobody = proxy(URI.create("http://127.0.0.1:" + closed), OURS, Duration.ofSeconds(9));
    assertThat(failed(nobody.send(ask(), NEVER))).isEqualTo("The provider cannot be reached.");
    var unknown = proxy(URI.create("http://no.invalid"), OURS, Duration.ofSeconds(9));
    assertThat(failed(unknown.send(ask(), NEVER))).isEqualTo("The provider cannot be reached.");
  }

  @Test
  void waitsForNoProviderThatStaysSilent() throws Exception {
    var impatient = proxy(server.url("/v1"), OURS, Duration.ofMillis(100));
    var left = server.answerAndWatch(_ -> {});
    assertThat(failed(impatient.send(ask(), NEVER)))
        .isEqualTo("The provider did not answer in time.");
    assertThat(WireServer.soon(left)).isTrue();

    left =
        server.answerAndWatch(peer -> {
          peer.stream();
          peer.chunk("one");
        });
    var reply = answered(impatient.send(ask(), NEVER));
    assertThat(reply.body().readNBytes(3)).isEqualTo("one".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> reply.body().read()).isInstanceOf(IOException.class);
    assertThat(WireServer.soon(left)).isTrue();
  }

  @Test
  void givesPiecesAsTheyComeAndTellsACutFromAnEnd() throws Exception {
    var seen = new CountDownLatch(1);
    server.answer(peer -> {
      peer.stream();
      peer.chunk("data: 1\n\n");
      try {
        seen.await();
      } catch (InterruptedException stopped) {
        throw new IOException(stopped);
      }
      peer.chunk("data: ");
      peer.close();
    });
    var reply = answered(proxy().send(ask(), NEVER));
    assertThat(reply.contentType()).isEqualTo("text/event-stream");
    var piece = new byte[100];
    assertThat(reply.body().read(piece)).isEqualTo(9);
    seen.countDown();
    assertThatThrownBy(() -> reply.body().readAllBytes()).isInstanceOf(IOException.class);
    reply.close();
  }

  @Test
  void leavesTheProviderAtOnceWhenCancelledBeforeItAnswers() throws Exception {
    var left = server.answerAndWatch(_ -> {});
    var cancel = new Cancel();
    var outcome = new CompletableFuture<Throwable>();
    var caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                var _ = proxy().send(ask(), cancel);
              } catch (Cancelled cancelled) {
                outcome.complete(cancelled);
              }
            });
    var _ = server.asked();
    cancel.cancel();
    assertThat(WireServer.soon(left)).isTrue();
    assertThat(WireServer.soon(outcome)).isInstanceOf(Cancelled.class);
    caller.join();
    assertThatThrownBy(() -> proxy().send(ask(), cancel)).isInstanceOf(Cancelled.class);
  }

  @Test
  void leavesTheProviderAtOnceWhenCancelledOrClosedInTheMiddle() throws Exception {
    for (boolean cancelled : new boolean[] {true, false}) {
      var left =
          server.answerAndWatch(peer -> {
            peer.stream();
            peer.chunk("one");
          });
      var cancel = new Cancel();
      var reply = answered(proxy().send(ask(), cancel));
      assertThat(reply.body().readNBytes(3)).hasSize(3);
      if (cancelled) {
        cancel.cancel();
        assertThatThrownBy(() -> reply.body().read()).isInstanceOf(IOException.class);
      } else {
        reply.close();
      }
      assertThat(WireServer.soon(left)).isTrue();
    }
  }

  @Test
  void takesNothingThatDoesNotFitIntoAHead() {
    assertThatThrownBy(() -> new Own("k\r\nX: y", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Own("", null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Own("k", URI.create("https://a:b@c")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Ask("m", new byte[0], false, "a b", null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
