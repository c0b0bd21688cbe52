package dev.parley.egress;

import static dev.parley.egress.TestProxy.ask;
import static dev.parley.egress.TestProxy.connect;
import static dev.parley.egress.TestProxy.get;
import static dev.parley.egress.TestProxy.login;
import static dev.parley.egress.TestProxy.privately;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may use the proxy at all. */
class AdmissionTest {
  private final TestProxy proxy = TestProxy.plain();

  @AfterEach
  void close() {
    proxy.close();
  }

  @Test
  void primesABrowserOnOneConnection() throws Exception {
    var gate = proxy.gate();
    try (var talk = Talk.to(gate.address())) {
      var asking = "GET " + gate.primingUrl() + " HTTP/1.1\r\nHost: prime.parley.invalid\r\n";
      assertThat(talk.say(asking + "\r\n").message())
          .startsWith("HTTP/1.1 407 ")
          .contains("\r\nProxy-Authenticate: Basic realm=\"parley\"\r\n");
      assertThat(talk.say(asking + login(gate) + "\r\n").message())
          .startsWith("HTTP/1.1 200 ")
          .endsWith("ready");
    }
    assertThat(proxy.asked).isEmpty();
    assertThat(gate.traffic().requests()).isZero();
  }

  @Test
  void refusesWhoeverHasNoCredentials() throws Exception {
    try (var site = Site.saying("hello")) {
      var there = "127.0.0.1:" + site.port();
      var gate = proxy.gate(privately(there));
      var other = proxy.gate();
      for (var login :
          new String[] {
            "",
            login(gate.user(), "wrong"),
            login(gate.user(), ""),
            login("nobody", gate.secret()),
            login(gate.user(), other.secret()),
            login(gate) + login(gate),
            "Proxy-Authorization: Bearer " + gate.secret() + "\r\n",
            "Proxy-Authorization: Basic %%%\r\n",
            "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(gate.user().getBytes(UTF_8))
                + "\r\n",
            "Authorization: Basic x\r\n"
          }) {
        var url = "GET http://" + there + "/ HTTP/1.1\r\nHost: " + there + "\r\n";
        assertThat(ask(gate, url + login + "\r\n")).startsWith("HTTP/1.1 407 ");
        var tunnel = "CONNECT " + there + " HTTP/1.1\r\nHost: " + there + "\r\n";
        assertThat(ask(gate, tunnel + login + "\r\n")).startsWith("HTTP/1.1 407 ");
      }
      assertThat(site.visitors).isEmpty();
      assertThat(ask(gate, get(gate, "http://" + there + "/"))).endsWith("hello");
    }
  }

  @Test
  void wantsCredentialsWithEveryRequestOfAConnection() throws Exception {
    try (var site = Site.saying("hello")) {
      var there = "127.0.0.1:" + site.port();
      var gate = proxy.gate(privately(there));
      var other = proxy.gate(privately(there));
      try (var talk = Talk.to(gate.address())) {
        assertThat(talk.say(get(gate, "http://" + there + "/")).message()).endsWith("hello");
        var bare = "GET http://" + there + "/ HTTP/1.1\r\nHost: " + there + "\r\n\r\n";
        assertThat(talk.say(bare).message()).startsWith("HTTP/1.1 407 ");
        assertThat(talk.say(get(other, "http://" + there + "/")).message())
            .startsWith("HTTP/1.1 407 ");
        assertThat(talk.say(get(gate, "http://" + there + "/")).message()).endsWith("hello");
      }
      assertThat(site.heard).hasSize(2).noneMatch(head -> head.contains("Proxy-"));
    }
  }

  @Test
  void cutsEverythingWhenAGateCloses() throws Exception {
    try (var site = Site.echo();
        var silent = new Site(talk -> talk.untilEnd())) {
      var gate = proxy.gate(privately("127.0.0.1:" + site.port(), "127.0.0.1:" + silent.port()));
      var other = proxy.gate(privately("127.0.0.1:" + site.port()));
      try (var tunnel = Talk.to(gate.address());
          var waiting = Talk.to(gate.address());
          var others = Talk.to(other.address())) {
        tunnel.say(connect(gate, "127.0.0.1:" + site.port())).head();
        waiting.say(get(gate, "http://127.0.0.1:" + silent.port() + "/"));
        others.say(connect(other, "127.0.0.1:" + site.port())).head();
        assertThat(tunnel.say("ping").bytes(4)).isEqualTo("ping");
        Eventually.holds(() -> silent.visitors.size() == 1);

        gate.close();

        assertThat(tunnel.ended()).isTrue();
        assertThat(waiting.ended()).isTrue();
        Eventually.holds(() -> site.visitors.getFirst().isClosed());
        Eventually.holds(() -> silent.visitors.getFirst().isClosed());
        assertThat(others.say("pong").bytes(4)).isEqualTo("pong");
        assertThat(ask(gate, connect(gate, "127.0.0.1:" + site.port())))
            .startsWith("HTTP/1.1 407 ");
      }
    }
  }

  @Test
  void givesEachGateCredentialsOfItsOwn() {
    var one = proxy.gate();
    var two = proxy.gate();
    assertThat(one.user()).isNotEqualTo(two.user());
    assertThat(one.secret()).isNotEqualTo(two.secret()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(one.toString()).doesNotContain(one.secret());
  }
}
