package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "view-source:http://a.test",
        "chrome://version",
        "data:text/html,x",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " file:///x",
        "about:config",
        "ftp://a.test",
        "blob:http://a.test/1",
        "filesystem:http://a.test/",
        "http://",
        "devtools://x",
        "ht\ntp://a.test",
        "http:/a.test"
      })
  void refusesWhatTheProxyWouldNotSee(String url) {
    assertThat(SiteUrl.of(url)).isEmpty();
  }

  @Test
  void takesSites() {
    assertThat(SiteUrl.of("http://a.test:81/x?y=1#z")).hasValue("http://a.test:81/x?y=1#z");
    assertThat(SiteUrl.of(" HTTPS://a.test ")).hasValue("HTTPS://a.test");
    assertThat(SiteUrl.of("a.test/path")).hasValue("https://a.test/path");
    assertThat(SiteUrl.of("about:blank")).hasValue("about:blank");
    assertThat(SiteUrl.of("localhost:8080/x")).hasValue("https://localhost:8080/x");
  }
}
