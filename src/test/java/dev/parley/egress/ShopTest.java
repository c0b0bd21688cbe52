package dev.parley.egress;

import static dev.parley.egress.TestProxy.ask;
import static dev.parley.egress.TestProxy.connect;
import static dev.parley.egress.TestProxy.deny;
import static dev.parley.egress.TestProxy.get;
import static dev.parley.egress.TestProxy.privately;
import static dev.parley.egress.TestProxy.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The open corner of this server. */
class ShopTest {
  private Site server;
  private TestProxy proxy;
  private String own;

  @BeforeEach
  void open() throws IOException {
    server = Site.saying("shop");
    proxy = TestProxy.withShop(server);
    own = "127.0.0.1:" + server.port();
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void isReachedByGetAndPostUnderEachOfItsNames() throws IOException {
    var gate = proxy.gate();
    for (var name : new String[] {own, "localhost:" + server.port(), "parley.test:9090"}) {
      assertThat(ask(gate, get(gate, "http://" + name + "/demo/parts?q=a"))).endsWith("shop");
    }
    var post = request(gate, "POST", "http://" + own + "/demo/cart", "Content-Length: 2\r\n\r\nhi");
    assertThat(ask(gate, post)).endsWith("shop");
    assertThat(proxy.asked).isEmpty();
  }

  @Test
  void isAllOfTheServerThatCanBeReached() throws IOException {
    proxy.name("evil.test", "127.0.0.1").name("localhost", "127.0.0.1");
    var gate = proxy.gate(privately(own, "evil.test:" + server.port()));
    for (var url :
        new String[] {
          own + "/",
          own + "/v1/sessions",
          own + "/demo",
          own + "/demo/../v1",
          own + "/demo/%2e%2e/v1",
          own + "/demo/..%2fv1",
          "evil.test:" + server.port() + "/demo/",
          "[::1]:" + server.port(),
          "127.0.0.2:" + server.port() + "/demo/",
          "localhost:" + server.port() + "/console"
        }) {
      assertThat(ask(gate, get(gate, "http://" + url))).startsWith("HTTP/1.1 403 ");
    }
    for (var method : new String[] {"PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "get"}) {
      try (var talk = Talk.to(gate.address())) {
        talk.say(request(gate, method, "http://" + own + "/demo/", "") + "\r\n");
        assertThat(talk.head()).startsWith("HTTP/1.1 403 ");
      }
    }
    assertThat(ask(gate, connect(gate, own))).startsWith("HTTP/1.1 403 ");
    assertThat(ask(gate, connect(gate, "evil.test:" + server.port()))).startsWith("HTTP/1.1 403 ");
    assertThat(server.visitors).isEmpty();
  }

  @Test
  void checksThePathOfEveryRequestOfAConnection() throws IOException {
    var gate = proxy.gate();
    try (var talk = Talk.to(gate.address())) {
      assertThat(talk.say(get(gate, "http://" + own + "/demo/")).message()).endsWith("shop");
      assertThat(talk.say(get(gate, "http://" + own + "/v1")).message()).contains(" 403 ");
    }
    assertThat(server.heard).hasSize(1);
  }

  @Test
  void canBeDenied() throws IOException {
    var gate = proxy.gate(deny("127.0.0.1"));
    assertThat(ask(gate, get(gate, "http://" + own + "/demo/"))).contains("denied");
    assertThat(server.visitors).isEmpty();
  }
}
