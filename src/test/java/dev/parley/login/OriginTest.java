package dev.parley.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "https://shop.example, https://shop.example",
    "https://shop.example/, https://shop.example",
    "HTTPS://Shop.Example:443/cart?a=1#b, https://shop.example",
    "http://shop.example:80?x, http://shop.example",
    "http://shop.example:443/, http://shop.example:443",
    "https://shop.example:8443/a b|c, https://shop.example:8443",
    "https://shop.example:/x, https://shop.example",
    "https://ann:secret@shop.example/, https://shop.example",
    "https://a@b@shop.example/, https://shop.example",
    "https://shop.example\\@other.example/, https://shop.example",
    "https://münchen.example/, https://xn--mnchen-3ya.example",
    "http://127.0.0.1:8080/x, http://127.0.0.1:8080",
    "http://localhost/, http://localhost",
    "https://my_app.example, https://my_app.example",
    "http://[::1]:8080/, http://[::1]:8080",
    "http://[2001:DB8:0:0:0:0:0:1]/, http://[2001:db8::1]",
  })
  void isWhatAllUrlsOfASiteHaveInCommon(String url, String origin) {
    assertThat(Origin.of(url).text()).isEqualTo(origin);
    assertThat(Origin.of(origin)).isEqualTo(Origin.of(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "shop.example",
        "ftp://shop.example/",
        "chrome://settings",
        "javascript:alert(1)",
        "https://",
        "https:///x",
        "https://shop..example",
        "https://.shop.example",
        "https://shop.example.",
        "https://-shop.example",
        "https://sh op.example",
        "https://shop%2eexample",
        "https://shop.example:65536",
        "https://shop.example:x",
        "https://shop.example:-1",
        "http://127.1",
        "http://0x7f000001",
        "http://2130706433",
        "http://127.0.0.256",
        "http://[::ffff:127.0.0.1]",
        "http://[::1",
        "http://[fe80::1%25eth0]",
        "https://\u0000shop.example",
        "https://shop\n.example",
      })
  void isNothingForWhatIsNoSite(String url) {
    assertThatThrownBy(() -> Origin.of(url))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem()).isInstanceOf(WrongShape.class))
        .hasMessageContaining("such as https://shop.example");
  }
}
