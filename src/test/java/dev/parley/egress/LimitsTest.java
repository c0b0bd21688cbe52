package dev.parley.egress;

import static dev.parley.egress.TestProxy.ask;
import static dev.parley.egress.TestProxy.connect;
import static dev.parley.egress.TestProxy.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Gate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is slow or too much ends, and costs nobody else. */
class LimitsTest {
  private final TestProxy proxy =
      TestProxy.hasty(Duration.ofMillis(400)).name("site.test", TestProxy.PUBLIC);
  private final Gate gate = proxy.gate();

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void endsAHeadThatDoesNotEnd() throws IOException {
    try (var talk = Talk.to(gate.address())) {
      talk.say("GET http://site.test/ HTTP/1.1\r\n");
      assertThat(talk.ended()).isTrue();
    }
  }

  @Test
  void endsASilentConnection() throws IOException {
    try (var talk = Talk.to(gate.address())) {
      assertThat(talk.ended()).isTrue();
    }
  }

  @Test
  void saysWhenATargetDoesNotAnswer() throws IOException {
    try (var site = new Site(talk -> talk.untilEnd())) {
      assertThat(ask(gate, get(gate, "http://site.test:" + site.port() + "/")))
          .startsWith("HTTP/1.1 504 ");
      Eventually.holds(() -> site.visitors.getFirst().isClosed());
    }
  }

  @Test
  void endsAnAnswerThatStops() throws IOException {
    try (var site =
            new Site(
                talk -> talk.say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf").untilEnd());
        var talk = Talk.to(gate.address())) {
      talk.say(get(gate, "http://site.test:" + site.port() + "/"));
      assertThat(talk.untilEnd()).endsWith("half");
    }
  }

  @Test
  void endsAnExchangeWhoseBrowserDoesNotRead() throws IOException {
    try (var site =
            new Site(talk -> {
              talk.say("HTTP/1.1 200 OK\r\n\r\n");
              while (true) {
                talk.socket.getOutputStream().write(new byte[65_536]);
              }
            });
        var talk = Talk.to(gate.address())) {
      talk.say(get(gate, "http://site.test:" + site.port() + "/"));
      Eventually.holds(() -> site.visitors.size() == 1 && site.visitors.getFirst().isClosed());
    }
  }

  @Test
  void endsATunnelInWhichNothingMoves() throws IOException {
    try (var site = Site.echo();
        var talk = Talk.to(gate.address())) {
      talk.say(connect(gate, "site.test:" + site.port())).head();
      assertThat(talk.ended()).isTrue();
    }
  }

  @Test
  void boundsTheConnectionsOfAGateAndNoOthers() throws IOException {
    var other = proxy.gate();
    var open = new ArrayList<Talk>();
    try (var site = new Site(talk -> talk.untilEnd())) {
      for (int i = 0; i < 3; i++) {
        open.add(Talk.to(gate.address()));
        open.getLast().say(get(gate, "http://site.test:" + site.port() + "/"));
      }
      Eventually.holds(() -> site.visitors.size() == 3);
      assertThat(ask(gate, get(gate, "http://10.0.0.1/"))).startsWith("HTTP/1.1 503 ");
      assertThat(ask(other, get(other, "http://10.0.0.1/"))).startsWith("HTTP/1.1 403 ");
      for (var talk : open) {
        assertThat(talk.message()).startsWith("HTTP/1.1 504 ");
        talk.close();
      }
      Eventually.holds(() -> passes("http://10.0.0.1/"));
    }
  }

  private boolean passes(String url) {
    try {
      return ask(gate, get(gate, url)).startsWith("HTTP/1.1 403 ");
    } catch (IOException none) {
      return false;
    }
  }
}
