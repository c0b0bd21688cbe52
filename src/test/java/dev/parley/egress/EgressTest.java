package dev.parley.egress;

import static dev.parley.egress.TestProxy.ask;
import static dev.parley.egress.TestProxy.connect;
import static dev.parley.egress.TestProxy.get;
import static dev.parley.egress.TestProxy.privately;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The proxy as others open it. */
class EgressTest {
  @Test
  void asksTheOperatingSystemForNames() throws IOException {
    try (var site = Site.saying("hello");
        var proxy = Egress.open(EgressSettings.plain())) {
      var there = "localhost:" + site.port();
      var open = proxy.open(privately(there));
      var closed = proxy.open(Policy.PUBLIC);
      assertThat(ask(open, get(open, "http://" + there + "/"))).endsWith("hello");
      assertThat(ask(closed, get(closed, "http://" + there + "/"))).startsWith("HTTP/1.1 403 ");
      assertThat(ask(closed, connect(closed, there))).startsWith("HTTP/1.1 403 ");
      assertThat(site.visitors).hasSize(1);
    }
  }

  @Test
  void endsWithAllItsGates() throws IOException {
    try (var site = Site.echo()) {
      var proxy = Egress.open(EgressSettings.plain(), host -> List.of());
      var gate = proxy.open(privately("127.0.0.1:" + site.port()));
      try (var talk = Talk.to(gate.address())) {
        talk.say(connect(gate, "127.0.0.1:" + site.port())).head();
        assertThat(talk.say("ping").bytes(4)).isEqualTo("ping");
        proxy.close();
        assertThat(talk.ended()).isTrue();
      }
      assertThat(answerAfterTheEnd(gate, connect(gate, "127.0.0.1:" + site.port()))).isEmpty();
      assertThat(site.visitors).hasSize(1);
      assertThatThrownBy(() -> proxy.open(Policy.PUBLIC)).isInstanceOf(IllegalStateException.class);
    }
  }

  /** The kernel may still take a connection for a moment; it is closed without a byte then. */
  private static String answerAfterTheEnd(Gate gate, String request) {
    try {
      return ask(gate, request);
    } catch (IOException refused) {
      return "";
    }
  }

  @Test
  void opensNoGateWithAPolicyItCannotRead() {
    try (Gate.Gates proxy = Egress.open(EgressSettings.plain())) {
      for (var policy :
          new Policy[] {
            TestProxy.allow("https://example.com"),
            TestProxy.deny("exa mple.com"),
            privately("localhost"),
            new Policy(Set.of(), Set.of(), Set.of(), "socks5://proxy.test:1080")
          }) {
        assertThatThrownBy(() -> proxy.open(policy)).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void waitsForNoNameLongerThanItMay() {
    var never = new CountDownLatch(1);
    Resolver slow =
        host -> {
          try {
            never.await();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
          return List.of();
        };
    try (var names = new SystemResolver(Duration.ofMillis(50), slow)) {
      assertThatThrownBy(() -> names.resolve("slow.test")).isInstanceOf(UnknownHostException.class);
    }
  }

  @Test
  void letsSlowNamesOfOneSessionHoldUpNoOther() throws IOException {
    var answers = new CountDownLatch(1);
    Resolver names =
        host -> {
          try {
            if (host.startsWith("slow") && answers.await(4, TimeUnit.SECONDS)) {
              return List.of();
            }
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
          return List.of(InetAddress.ofLiteral("10.0.0.1"));
        };
    try (var proxy = Egress.open(EgressSettings.plain(), names)) {
      var slow = proxy.open(Policy.PUBLIC);
      var talks = new ArrayList<Talk>();
      for (int i = 0; i < 20; i++) {
        talks.add(Talk.to(slow.address()).say(get(slow, "http://slow" + i + ".test/")));
      }
      var other = proxy.open(Policy.PUBLIC);
      assertThat(ask(other, get(other, "http://fast.test/"))).startsWith("HTTP/1.1 403 ");
      answers.countDown();
      for (var talk : talks) {
        assertThat(talk.message()).startsWith("HTTP/1.1 502 ");
        talk.close();
      }
    }
  }
}
