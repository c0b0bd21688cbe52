package dev.parley.egress;

import static dev.parley.egress.TestProxy.PUBLIC;
import static dev.parley.egress.TestProxy.allow;
import static dev.parley.egress.TestProxy.ask;
import static dev.parley.egress.TestProxy.connect;
import static dev.parley.egress.TestProxy.deny;
import static dev.parley.egress.TestProxy.get;
import static dev.parley.egress.TestProxy.privately;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.SessionSpec.Policy;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no page reaches: the target never gets a connection. */
class RefusalTest {
  private final TestProxy proxy = TestProxy.plain();
  private Site site;

  @BeforeEach
  void open() throws IOException {
    site = Site.saying("secret");
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    site.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "017700000001",
        "127.0.0.1.",
        "0",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00:ec2::254]",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "100.64.0.1",
        "169.254.169.254",
        "2852039166",
        "255.255.255.255",
        "224.0.0.1",
        "LOCALHOST",
        "localhost.",
        "loop.test",
        "six.test",
        "meta.test",
        "nat.test",
        "mixed.test"
      })
  void refusesAddressesThatAreNotPublic(String host) throws IOException {
    proxy.name("localhost", "127.0.0.1 ::1").name("loop.test", "127.0.0.1").name("six.test", "::1");
    proxy.name("meta.test", "169.254.169.254").name("nat.test", "64:ff9b::10.0.0.1");
    proxy.name("mixed.test", "10.0.0.1 ::ffff:127.0.0.1 fe80::1");
    var gate = proxy.gate();
    var there = host + ":" + site.port();
    assertThat(ask(gate, get(gate, "http://" + there + "/x?token=1")))
        .startsWith("HTTP/1.1 403 ")
        .contains("an administrator can allow");
    assertThat(ask(gate, connect(gate, there))).startsWith("HTTP/1.1 403 ");
    assertThat(proxy.dialled).isEmpty();
    assertThat(gate.traffic().refused()).isEqualTo(2);
    assertThat(gate.refusals()).hasSize(2).noneMatch(one -> one.target().contains("token"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://user@example.com/",
        "http://user:pw@example.com/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1%25lo]/",
        "http://127.0.0.1%00.example.com/",
        "http://ex%61mple.com/",
        "http://example.com#@127.0.0.1/",
        "http://a..b/",
        "http:///etc/passwd",
        "http://:80/",
        "https://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "/",
        "*",
        "http://example.com:0/",
        "http://example.com\\@127.0.0.1/",
        "http://1.2.3.4.5/"
      })
  void refusesWhatIsNoProperTarget(String url) throws IOException {
    proxy.name("example.com", PUBLIC).name("etc", PUBLIC);
    var gate = proxy.gate();
    var request = "GET " + url + " HTTP/1.1\r\nHost: example.com\r\n" + TestProxy.login(gate);
    assertThat(ask(gate, request + "\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(proxy.dialled).isEmpty();
    assertThat(gate.traffic().refused()).isEqualTo(1);
    assertThat(gate.refusals().getFirst().target()).doesNotContain("pw");
  }

  @Test
  void saysNoAddressToThePage() throws IOException {
    proxy.name("intranet.test", "10.11.12.13");
    var gate = proxy.gate();
    var page = ask(gate, get(gate, "http://intranet.test/<script>"));
    assertThat(page).contains("Parley refused GET http://intranet.test/&#60;script&#62;");
    assertThat(page).contains("private address").doesNotContain("10.11");
    assertThat(gate.refusals().getFirst().why()).contains("private").doesNotContain("10.11");
  }

  @Test
  void connectsToTheAddressItHasChecked() throws IOException {
    proxy.name("rebind.test", PUBLIC, "127.0.0.1");
    var gate = proxy.gate();
    var url = "http://rebind.test:" + site.port() + "/";
    try (var talk = Talk.to(gate.address())) {
      assertThat(talk.say(get(gate, url)).message()).endsWith("secret");
      assertThat(talk.say(get(gate, url)).message()).endsWith("secret");
      assertThat(proxy.asked).hasSize(1);
    }
    assertThat(proxy.dialled).extracting(a -> a.getAddress().getHostAddress()).containsOnly(PUBLIC);
    assertThat(ask(gate, get(gate, url))).startsWith("HTTP/1.1 403 ");
    assertThat(ask(gate, connect(gate, "rebind.test:" + site.port()))).startsWith("HTTP/1.1 403 ");
    assertThat(proxy.dialled).hasSize(1);
  }

  @Test
  void takesOnlyThePublicAddressesOfAName() throws IOException {
    proxy.name("mixed.test", "127.0.0.1 10.0.0.1 " + PUBLIC);
    var gate = proxy.gate();
    assertThat(ask(gate, get(gate, "http://mixed.test:" + site.port() + "/"))).endsWith("secret");
    assertThat(proxy.dialled).extracting(a -> a.getAddress().getHostAddress()).containsOnly(PUBLIC);
  }

  @Test
  void reachesAPrivateAddressUnderTheNameAndPortThatWereAllowed() throws IOException {
    proxy.name("localhost", "127.0.0.1").name("other.test", "127.0.0.1");
    try (var second = Site.saying("second")) {
      var gate = proxy.gate(privately("LocalHost:" + site.port()));
      assertThat(ask(gate, get(gate, "http://localhost:" + site.port() + "/"))).endsWith("secret");
      for (var no :
          new String[] {
            "127.0.0.1:" + site.port(), "other.test:" + site.port(), "localhost:" + second.port()
          }) {
        assertThat(ask(gate, get(gate, "http://" + no + "/"))).startsWith("HTTP/1.1 403 ");
        assertThat(ask(gate, connect(gate, no))).startsWith("HTTP/1.1 403 ");
      }
      assertThat(site.visitors).hasSize(1);
      assertThat(second.visitors).isEmpty();
    }
  }

  @Test
  void neverReachesItself() throws IOException {
    var gate = proxy.gate(privately());
    var own = proxy.gate(privately(gate.address()));
    assertThat(ask(own, get(own, "http://" + gate.address() + "/")))
        .startsWith("HTTP/1.1 403 ")
        .contains("this server itself");
    assertThat(ask(own, connect(own, gate.address()))).startsWith("HTTP/1.1 403 ");
    assertThat(proxy.dialled).isEmpty();
  }

  @Test
  void checksEveryRequestOfAConnection() throws IOException {
    proxy.name("good.test", PUBLIC).name("bad.test", "127.0.0.1").name("denied.test", PUBLIC);
    var gate = proxy.gate(deny("denied.test"));
    try (var talk = Talk.to(gate.address())) {
      var port = ":" + site.port() + "/";
      assertThat(talk.say(get(gate, "http://good.test" + port)).message()).endsWith("secret");
      assertThat(talk.say(get(gate, "http://bad.test" + port)).message()).contains(" 403 ");
      assertThat(talk.say(get(gate, "http://denied.test" + port)).message()).contains(" 403 ");
      assertThat(talk.say(get(gate, "http://good.test" + port)).message()).endsWith("secret");
      assertThat(talk.say(connect(gate, "bad.test:" + site.port())).message()).contains(" 403 ");
    }
    assertThat(site.heard).hasSize(2).allMatch(head -> head.contains("Host: good.test"));
    assertThat(gate.traffic().requests()).isEqualTo(5);
    assertThat(gate.traffic().refused()).isEqualTo(3);
  }

  @Test
  void checksEachHopOfARedirect() throws IOException {
    try (var start =
        new Site(talk -> {
          talk.head();
          talk.say(
              "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: http://127.0.0.1:"
                  + site.port()
                  + "/\r\n\r\n");
        })) {
      proxy.name("start.test", PUBLIC);
      var gate = proxy.gate();
      var answer = ask(gate, get(gate, "http://start.test:" + start.port() + "/"));
      int at = answer.indexOf("Location: ") + 10;
      var next = answer.substring(at, answer.indexOf('\r', at));
      assertThat(ask(gate, get(gate, next))).startsWith("HTTP/1.1 403 ");
      assertThat(site.visitors).isEmpty();
    }
  }

  @Test
  void followsTheListsAndDenyWins() throws IOException {
    proxy.name("example.com", PUBLIC).name("www.example.com", PUBLIC).name("x.test", PUBLIC);
    var policy = new Policy(Set.of("*.example.com"), Set.of("bad.example.com"), Set.of(), null);
    var gate = proxy.gate(policy);
    var port = ":" + site.port();
    assertThat(ask(gate, get(gate, "http://www.example.com" + port + "/"))).endsWith("secret");
    assertThat(ask(gate, get(gate, "http://example.com" + port + "/"))).contains("not on the list");
    assertThat(ask(gate, get(gate, "http://bad.example.com" + port + "/"))).contains("denied");
    assertThat(ask(gate, get(gate, "http://BAD.example.com." + port + "/"))).contains("denied");
    assertThat(ask(gate, connect(gate, "x.test" + port))).contains("not on the list");
    assertThat(proxy.asked).containsExactly("www.example.com");
  }

  @Test
  void allowsNoPrivateAddressByTheAllowList() throws IOException {
    var gate = proxy.gate(allow("127.0.0.1"));
    assertThat(ask(gate, get(gate, "http://127.0.0.1:" + site.port() + "/")))
        .startsWith("HTTP/1.1 403 ");
    assertThat(site.visitors).isEmpty();
  }

  @Test
  void doesNotCountWhatTheBrowserAsksOfItsOwnAccord() throws IOException {
    var gate = proxy.gate();
    assertThat(ask(gate, connect(gate, "update.googleapis.com:443"))).startsWith("HTTP/1.1 403 ");
    assertThat(ask(gate, get(gate, "http://edgedl.me.gvt1.com/x"))).startsWith("HTTP/1.1 403 ");
    assertThat(gate.traffic().refused()).isZero();
    assertThat(gate.refusals()).isEmpty();
    assertThat(proxy.asked).isEmpty();
  }

  @Test
  void remembersTheNewestRefusals() throws IOException {
    var gate = proxy.gate();
    try (var talk = Talk.to(gate.address())) {
      for (int i = 0; i < 150; i++) {
        talk.say(get(gate, "http://10.0.0.1/" + i)).message();
      }
    }
    assertThat(gate.traffic().refused()).isEqualTo(150);
    assertThat(gate.refusals()).hasSize(100);
    assertThat(gate.refusals().getLast().target()).isEqualTo("http://10.0.0.1/149");
  }

  @Test
  void saysWhenANameIsUnknown() throws IOException {
    var gate = proxy.gate();
    assertThat(ask(gate, get(gate, "http://nowhere.test/")))
        .startsWith("HTTP/1.1 502 ")
        .contains("the name has no address");
    assertThat(gate.traffic().refused()).isZero();
  }
}
