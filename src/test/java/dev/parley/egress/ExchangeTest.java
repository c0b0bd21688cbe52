package dev.parley.egress;

import static dev.parley.egress.TestProxy.ask;
import static dev.parley.egress.TestProxy.get;
import static dev.parley.egress.TestProxy.login;
import static dev.parley.egress.TestProxy.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.browser.Gate;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in absolute form and their answers. */
class ExchangeTest {
  private final TestProxy proxy = TestProxy.plain().name("site.test", TestProxy.PUBLIC);
  private final Gate gate = proxy.gate();

  @AfterEach
  void close() {
    proxy.close();
  }

  private static String url(Site site) {
    return "http://site.test:" + site.port();
  }

  @Test
  void handsOnARequestWithoutWhatIsForTheProxy() throws IOException {
    try (var site = Site.saying("hello")) {
      var fields =
          String.join(
              "\r\n",
              "Accept: */*",
              "Connection: keep-alive, X-Hop",
              "X-Hop: 1",
              "Keep-Alive: 5",
              "TE: trailers",
              "Proxy-Connection: keep-alive",
              "Upgrade: h2c",
              "Trailer: X",
              "Cookie: a=b",
              "",
              "");
      ask(gate, request(gate, "GET", url(site) + "?q=1", fields));
      assertThat(site.heard.getFirst())
          .isEqualTo(
              "GET /?q=1 HTTP/1.1\r\nHost: site.test:"
                  + site.port()
                  + "\r\nAccept: */*\r\nCookie: a=b\r\n\r\n");
    }
  }

  @Test
  void keepsItsConnectionToTheTarget() throws IOException {
    try (var site = Site.saying("hello");
        var talk = Talk.to(gate.address())) {
      for (int i = 0; i < 5; i++) {
        assertThat(talk.say(get(gate, url(site) + "/" + i)).message()).endsWith("hello");
      }
      assertThat(site.heard).hasSize(5);
      assertThat(site.visitors).hasSize(1);
    }
  }

  @Test
  void asksAgainWhenAKeptConnectionHasGoneStale() throws IOException {
    try (var site =
            new Site(talk -> {
              talk.head();
              talk.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            });
        var talk = Talk.to(gate.address())) {
      assertThat(talk.say(get(gate, url(site) + "/1")).message()).endsWith("ok");
      assertThat(talk.say(get(gate, url(site) + "/2")).message()).endsWith("ok");
      assertThat(site.visitors).hasSize(2);
    }
  }

  @Test
  void neverSendsAPostTwice() throws Exception {
    var posts = new CountDownLatch(2);
    try (var site =
            new Site(talk -> {
              if (talk.message().startsWith("POST")) {
                posts.countDown();
                return;
              }
              talk.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").message();
              posts.countDown();
            });
        var talk = Talk.to(gate.address())) {
      talk.say(get(gate, url(site) + "/1")).message();
      talk.say(request(gate, "POST", url(site) + "/2", "Content-Length: 2\r\n\r\nhi"));
      assertThat(talk.message()).startsWith("HTTP/1.1 502 ").contains("it closed the connection");
      assertThat(posts.await(4, TimeUnit.SECONDS)).isTrue();
      assertThat(site.visitors).hasSize(2);
    }
  }

  @Test
  void carriesBodiesOfEitherKind() throws IOException {
    try (var site =
            new Site(talk -> {
              while (true) {
                var got = talk.message();
                var body = got.substring(got.indexOf("\r\n\r\n") + 4);
                talk.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                talk.say("1\r\n<\r\n" + Integer.toHexString(body.length()) + ";x=y\r\n");
                talk.say(body + "\r\n0\r\nX-Trailer: 1\r\n\r\n");
              }
            });
        var talk = Talk.to(gate.address())) {
      var sized = request(gate, "POST", url(site) + "/", "Content-Length: 5\r\n\r\nsized");
      assertThat(talk.say(sized).message()).endsWith("\r\n\r\n<sized");
      var chunked = request(gate, "PUT", url(site) + "/", "Transfer-Encoding: chunked\r\n\r\n");
      talk.say(chunked + "3\r\nchu\r\n4;ext=1\r\nnked\r\n0\r\nX-Trailer: 1\r\n\r\n");
      assertThat(talk.message()).endsWith("\r\n\r\n<chunked");
      assertThat(gate.traffic().bytesIn()).isPositive();
      assertThat(gate.traffic().bytesOut()).isGreaterThan(100);
    }
  }

  @Test
  void letsAServerAskForTheBody() throws IOException {
    try (var site =
            new Site(talk -> {
              var head = talk.head();
              assertThat(head).contains("Expect: 100-continue");
              talk.say("HTTP/1.1 100 Continue\r\n\r\n");
              talk.say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + talk.bytes(4));
            });
        var talk = Talk.to(gate.address())) {
      talk.say(
          request(
              gate, "POST", url(site) + "/", "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n"));
      assertThat(talk.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(talk.say("body").message()).endsWith("body");
    }
  }

  @Test
  void refusesBeforeABodyIsSent() throws IOException {
    var fields = "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n";
    try (var talk = Talk.to(gate.address())) {
      talk.say(request(gate, "POST", "http://10.0.0.1/", fields));
      assertThat(talk.message()).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void goesOnAfterARefusedBody() throws IOException {
    try (var talk = Talk.to(gate.address())) {
      for (int i = 0; i < 2; i++) {
        talk.say(
            request(gate, "POST", "http://10.0.0.1/", "Content-Length: 100000\r\n\r\n")
                + "x".repeat(100_000));
        assertThat(talk.message()).startsWith("HTTP/1.1 403 ");
      }
    }
  }

  @Test
  void deliversAnAnswerThatComesBeforeTheBodyWasRead() throws IOException {
    try (var site =
            new Site(talk -> {
              talk.head();
              talk.say("HTTP/1.1 413 No\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");
            });
        var talk = Talk.to(gate.address())) {
      talk.say(request(gate, "POST", url(site) + "/", "Content-Length: 500000\r\n\r\n"));
      talk.say("x".repeat(500_000));
      assertThat(talk.message()).startsWith("HTTP/1.1 413 No").endsWith("big");
      assertThat(talk.say(get(gate, "http://10.0.0.1/")).message()).contains(" 403 ");
    }
  }

  @Test
  void readsAnAnswerThatEndsWithItsConnection() throws IOException {
    try (var site =
            new Site(talk -> {
              talk.head();
              talk.say("HTTP/1.0 200 OK\nX: a\n b\nBad Name: x\n\nuntil the end");
            });
        var talk = Talk.to(gate.address())) {
      var answer = talk.say(get(gate, url(site) + "/")).message();
      assertThat(answer)
          .isEqualTo(
              "HTTP/1.1 200 OK\r\nX: a b\r\nTransfer-Encoding: chunked\r\n\r\nuntil the end");
      assertThat(talk.say(get(gate, url(site) + "/")).message()).endsWith("until the end");
    }
  }

  @Test
  void speaksHttp10() throws IOException {
    try (var site =
            new Site(talk -> {
              talk.head();
              talk.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
            });
        var talk = Talk.to(gate.address())) {
      talk.say("GET " + url(site) + "/ HTTP/1.0\r\n" + login(gate) + "\r\n");
      assertThat(talk.untilEnd()).doesNotContain("chunked").endsWith("\r\n\r\nok");
    }
  }

  @Test
  void tellsHttp10OfAnEmptyAnswer() throws IOException {
    try (var site =
            new Site(talk -> {
              talk.head();
              talk.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            });
        var talk = Talk.to(gate.address())) {
      talk.say("GET " + url(site) + "/ HTTP/1.0\r\n" + login(gate) + "\r\n");
      assertThat(talk.untilEnd()).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
    }
  }

  @Test
  void knowsAnswersWithoutABody() throws IOException {
    try (var site =
            new Site(talk -> {
              talk.head();
              talk.say("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n").head();
              talk.say("HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n").head();
              talk.say("HTTP/1.1 204 No Content\r\n\r\n").head();
            });
        var talk = Talk.to(gate.address())) {
      talk.say(request(gate, "HEAD", url(site) + "/", "") + "\r\n");
      assertThat(talk.head()).contains("Content-Length: 99").doesNotContain("close");
      assertThat(talk.say(get(gate, url(site) + "/")).head()).startsWith("HTTP/1.1 304 ");
      assertThat(talk.say(get(gate, url(site) + "/")).head()).startsWith("HTTP/1.1 204 ");
      assertThat(site.visitors).hasSize(1);
    }
  }

  @Test
  void neverPassesATruncatedAnswerForAWholeOne() throws IOException {
    try (var site =
            new Site(talk -> {
              talk.head();
              talk.say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
            });
        var talk = Talk.to(gate.address())) {
      talk.say(get(gate, url(site) + "/"));
      assertThatThrownBy(talk::message).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        "",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\u0000b\r\n\r\n",
        "HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"
      })
  void saysSoWhenAnAnswerCannotBeTrusted(String answer) throws IOException {
    try (var site =
        new Site(talk -> {
          talk.head();
          talk.say(answer);
        })) {
      assertThat(ask(gate, get(gate, url(site) + "/"))).startsWith("HTTP/1.1 502 ");
    }
  }

  @Test
  void endsAnExchangeWhoseBrowserHasGone() throws Exception {
    var gone = new CountDownLatch(1);
    try (var site =
        new Site(talk -> {
          talk.head();
          assertThat(talk.ended()).isTrue();
          gone.countDown();
        })) {
      var talk = Talk.to(gate.address());
      talk.say(get(gate, url(site) + "/"));
      Eventually.holds(() -> site.visitors.size() == 1);
      talk.close();
      assertThat(gone.await(4, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void streamsALargeBodyWithoutHoldingIt() throws IOException {
    long size = 100L * 1024 * 1024;
    var piece = new byte[64 * 1024];
    try (var site =
            new Site(talk -> {
              talk.head();
              talk.say("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
              for (long sent = 0; sent < size; sent += piece.length) {
                talk.socket.getOutputStream().write(piece);
              }
            });
        var talk = Talk.to(gate.address())) {
      talk.say(get(gate, url(site) + "/")).head();
      var buffer = new byte[64 * 1024];
      for (long left = size; left > 0; ) {
        int count = talk.socket.getInputStream().read(buffer);
        assertThat(count).isPositive();
        left -= count;
      }
      assertThat(gate.traffic().bytesIn()).isBetween(size, size + 1000);
    }
  }

  @Test
  void readsFromATargetOnlyAsFastAsTheBrowser() throws IOException {
    var sent = new AtomicLong();
    var piece = new byte[64 * 1024];
    try (var site =
            new Site(talk -> {
              talk.head();
              talk.say("HTTP/1.1 200 OK\r\n\r\n");
              while (sent.addAndGet(piece.length) < 1L << 30) {
                talk.socket.getOutputStream().write(piece);
              }
            });
        var talk = Talk.to(gate.address())) {
      talk.say(get(gate, url(site) + "/")).head();
      long[] last = {-1};
      int[] still = {0};
      Eventually.holds(() -> {
        still[0] = last[0] == sent.get() ? still[0] + 1 : 0;
        last[0] = sent.get();
        return still[0] > 50;
      });
      assertThat(sent.get()).isLessThan(64L * 1024 * 1024);
    }
  }
}
