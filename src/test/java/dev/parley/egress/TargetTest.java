package dev.parley.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "Example.COM, example.com:80",
    "example.com., example.com:80",
    "example.com:, example.com:80",
    "example.com.:8080, example.com:8080",
    "xn--bcher-kva.example, xn--bcher-kva.example:80",
    "my_host-1, my_host-1:80",
    "2130706433, 127.0.0.1:80",
    "0x7f000001, 127.0.0.1:80",
    "0X7F.1, 127.0.0.1:80",
    "017700000001, 127.0.0.1:80",
    "127.1, 127.0.0.1:80",
    "127.0.1, 127.0.0.1:80",
    "0177.0.0.01, 127.0.0.1:80",
    "127.0.0.1.:90, 127.0.0.1:90",
    "0, 0.0.0.0:80",
    "0x, 0.0.0.0:80",
    "000000000000000127.0.0.1, 87.0.0.1:80",
    "4294967295, 255.255.255.255:80",
    "[::1], [::1]:80",
    "[0:0:0:0:0:0:0:1]:81, [::1]:81",
    "[FE80::00A1], [fe80::a1]:80",
    "[2001:DB8:0:0:1:0:0:1], [2001:db8::1:0:0:1]:80",
    "[1:2:3:4:5:6:7:0], [1:2:3:4:5:6:7:0]:80",
    "[1:0:0:0:0:0:0:0], [1::]:80",
    "[64:ff9b::127.0.0.1], [64:ff9b::7f00:1]:80"
  })
  void takesAHostInOneSpelling(String written, String target) throws MalformedMessage {
    assertThat(Target.of(written, 80).toString()).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "a..b",
        ".a",
        "a..",
        "-a.b",
        "a-.b",
        "user@example.com",
        "user:pw@example.com",
        "ex%61mple.com",
        "127.0.0.1%2f",
        "[fe80::1%eth0]",
        "[fe80::1%25eth0]",
        "fe80::1",
        "::1",
        "[::1",
        "[]",
        "[127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::ffff:8.8.8.8]",
        "[v1.a]",
        "[::1]x:80",
        "b\u00fccher.example",
        "\u2460\u2461\u2466.0.0.1",
        "127\u30020\u30020.1",
        "256.0.0.1",
        "1.2.3.4.5",
        "4294967296",
        "0x100000000",
        "1.2.3.08",
        "foo.1",
        "a.0x7f",
        "1..2",
        "example.com:0",
        "example.com:65536",
        "example.com:8a",
        "example.com:-1",
        "example.com:+80",
        "example.com:\u0661",
        "a b",
        "a\tb",
        "a\\b",
        "a/b",
        "a,b",
        "999999999999999999999999",
        "0x7f.0.0.0.1"
      })
  void refusesWhatIsNoHost(String written) {
    assertThatThrownBy(() -> Target.of(written, 80)).isInstanceOf(MalformedMessage.class);
  }

  @Test
  void wantsAPortForATunnel() {
    assertThatThrownBy(() -> Target.of("example.com", Target.NO_PORT))
        .hasMessage("a port is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "example.com, example.com, true",
    "example.com, www.example.com, false",
    "example.com, badexample.com, false",
    "*.example.com, www.example.com, true",
    "*.example.com, a.b.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, badexample.com, false",
    "EXAMPLE.com., example.com, true",
    "example.com:8443, example.com:8443, true",
    "example.com:8443, example.com, false",
    "*.example.com:8443, www.example.com:8443, true",
    "*.example.com:8443, www.example.com, false",
    "*, anything.test:99, true",
    "b\u00fccher.example, xn--bcher-kva.example, true",
    "127.0.0.1, 127.1, true",
    "[::1]:80, [0::1], true",
    "[::1], [::1]:9, true"
  })
  void matchesHosts(String pattern, String host, boolean matches) throws MalformedMessage {
    assertThat(HostPattern.of(pattern).matches(Target.of(host, 80))).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://example.com",
        "example.com/path",
        "a*.example.com",
        "*.10.0.0.1",
        "[x"
      })
  void saysHowToWriteAPattern(String pattern) {
    assertThatThrownBy(() -> HostPattern.of(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is written example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/demo/", "/demo/parts?q=../x", "/demo/a%20b", "/demo/a.b/c..d", "/demo/%C3%A4"})
  void findsPathsOfTheShop(String path) {
    assertThat(ShopPath.below("/demo/", path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/demo",
        "/demo?x",
        "/demox/",
        "/Demo/",
        "/v1/sessions",
        "/demo/../v1",
        "/demo/..",
        "/demo/./x",
        "/demo/%2e%2e/v1",
        "/demo/.%2E/v1",
        "/demo/%2e",
        "/demo//v1",
        "//demo/",
        "/demo/..;/v1",
        "/demo/a;b",
        "/demo/\\..\\v1",
        "/demo/%5c..",
        "/demo/%2f..%2fv1",
        "/demo/%252e%252e/v1",
        "/demo/%00",
        "/demo/%",
        "/demo/%2",
        "/demo/%zz"
      })
  void keepsOtherPathsOutOfTheShop(String path) {
    assertThat(ShopPath.below("/demo/", path)).isFalse();
  }

  @Test
  void readsAnUpstreamProxyAndHidesItsPassword() {
    var upstream = Upstream.of("http://me:p%40ss@proxy.test:3128/");
    assertThat(upstream.loginLine()).isEqualTo(TestProxy.login("me", "p@ss"));
    assertThat(upstream.toString()).contains("proxy.test:3128").doesNotContain("p@ss");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxy.test:3128", "https://me:word@proxy.test:3128", "socks5://me:word@proxy.test:1",
        "http://me:word@proxy.test", "http://me:word@proxy.test:1/path", "http://me:word@ :1"
      })
  void refusesOtherUpstreamsWithoutQuotingThem(String url) {
    assertThatThrownBy(() -> Upstream.of(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .message()
        .contains("http://host:port")
        .doesNotContain("word@ ", "proxy.test");
  }
}
