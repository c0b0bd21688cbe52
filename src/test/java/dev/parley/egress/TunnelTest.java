package dev.parley.egress;

import static dev.parley.egress.TestProxy.ask;
import static dev.parley.egress.TestProxy.connect;
import static dev.parley.egress.TestProxy.get;
import static dev.parley.egress.TestProxy.login;
import static dev.parley.egress.TestProxy.through;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.egress.EgressSettings.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Tunnels, and ways through another proxy. */
class TunnelTest {
  private static final String UPSTREAM = "http://me:word@127.0.0.1:";

  private static TestProxy trusting(Site upstream) {
    var trusted = Set.of("127.0.0.1:" + upstream.port());
    return new TestProxy(new EgressSettings(null, trusted, Limits.ordinary()));
  }

  @Test
  void carriesBytesBothWaysToAnyPort() throws IOException {
    try (var proxy = TestProxy.plain().name("site.test", TestProxy.PUBLIC);
        var site = Site.echo()) {
      var gate = proxy.gate();
      try (var talk = Talk.to(gate.address())) {
        talk.say(connect(gate, "site.test:" + site.port()) + "early");
        assertThat(talk.head()).startsWith("HTTP/1.1 200 ");
        assertThat(talk.bytes(5)).isEqualTo("early");
        talk.say("last words").socket.shutdownOutput();
        assertThat(talk.untilEnd()).isEqualTo("last words");
      }
      assertThat(gate.traffic().bytesIn()).isEqualTo(15);
      assertThat(gate.traffic().bytesOut()).isEqualTo(15);
      assertThat(gate.traffic().requests()).isEqualTo(1);
    }
  }

  @Test
  void saysWhenNobodyListens() throws IOException {
    try (var proxy = TestProxy.plain().name("site.test", TestProxy.PUBLIC)) {
      var gate = proxy.gate();
      try (var taken = new Socket()) {
        taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        var there = "site.test:" + taken.getLocalPort();
        assertThat(ask(gate, connect(gate, there)))
            .startsWith("HTTP/1.1 502 ")
            .contains("refused the connection");
        assertThat(ask(gate, get(gate, "http://" + there + "/"))).startsWith("HTTP/1.1 502 ");
      }
    }
  }

  @Test
  void goesThroughAnotherProxy() throws IOException {
    try (var upstream = Site.saying("by proxy");
        var proxy = trusting(upstream).name("site.test", TestProxy.PUBLIC)) {
      var gate = proxy.gate(through(UPSTREAM + upstream.port()));
      assertThat(ask(gate, get(gate, "http://site.test/a?b"))).endsWith("by proxy");
      assertThat(upstream.heard.getFirst())
          .isEqualTo(
              "GET http://site.test/a?b HTTP/1.1\r\nHost: site.test\r\n"
                  + login("me", "word")
                  + "\r\n");
    }
  }

  @Test
  void opensTunnelsThroughAnotherProxy() throws IOException {
    var seen = new CopyOnWriteArrayList<String>();
    try (var upstream =
            new Site(talk -> {
              seen.add(talk.head());
              talk.say("HTTP/1.1 200 Fine\r\n\r\nhello");
              talk.say(talk.bytes(4));
            });
        var proxy = trusting(upstream).name("site.test", TestProxy.PUBLIC)) {
      var gate = proxy.gate(through(UPSTREAM + upstream.port()));
      try (var talk = Talk.to(gate.address())) {
        assertThat(talk.say(connect(gate, "site.test:443")).head()).startsWith("HTTP/1.1 200 ");
        assertThat(talk.say("ping").bytes(9)).isEqualTo("helloping");
      }
      assertThat(seen.getFirst())
          .isEqualTo(
              "CONNECT site.test:443 HTTP/1.1\r\nHost: site.test:443\r\n"
                  + login("me", "word")
                  + "\r\n");
    }
  }

  @Test
  void decidesOnNamesAlsoBeforeAnotherProxy() throws IOException {
    try (var upstream = Site.saying("by proxy");
        var proxy = trusting(upstream).name("inner.test", "10.0.0.1")) {
      proxy.name("mixed.test", "10.0.0.1 " + TestProxy.PUBLIC);
      var gate = proxy.gate(through(UPSTREAM + upstream.port()));
      for (var host : new String[] {"inner.test", "mixed.test", "127.0.0.1", "[::1]"}) {
        assertThat(ask(gate, get(gate, "http://" + host + "/"))).startsWith("HTTP/1.1 403 ");
        assertThat(ask(gate, connect(gate, host + ":443"))).startsWith("HTTP/1.1 403 ");
      }
      assertThat(ask(gate, get(gate, "http://nowhere.test/"))).startsWith("HTTP/1.1 502 ");
      assertThat(upstream.visitors).isEmpty();
    }
  }

  @Test
  void goesThroughNoPrivateProxyThatNobodyTrusts() throws IOException {
    try (var inner = Site.saying("database");
        var proxy = TestProxy.plain().name("site.test", TestProxy.PUBLIC)) {
      var gate = proxy.gate(through(UPSTREAM + inner.port()));
      assertThat(ask(gate, get(gate, "http://site.test/"))).startsWith("HTTP/1.1 502 ");
      assertThat(ask(gate, connect(gate, "site.test:443"))).startsWith("HTTP/1.1 502 ");
      assertThat(inner.visitors).isEmpty();
    }
  }

  @Test
  void saysWhenTheOtherProxyRefuses() throws IOException {
    try (var upstream =
            new Site(talk -> {
              talk.head();
              talk.say("HTTP/1.1 407 No\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n");
            });
        var proxy = trusting(upstream).name("site.test", TestProxy.PUBLIC)) {
      var gate = proxy.gate(through(UPSTREAM + upstream.port()));
      assertThat(ask(gate, get(gate, "http://site.test/")))
          .startsWith("HTTP/1.1 502 ")
          .contains("the upstream proxy refused its login")
          .doesNotContain("Proxy-Authenticate");
      assertThat(ask(gate, connect(gate, "site.test:443")))
          .startsWith("HTTP/1.1 502 ")
          .contains("the upstream proxy answered 407");
    }
  }
}
