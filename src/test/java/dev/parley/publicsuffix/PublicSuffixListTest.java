package dev.parley.publicsuffix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSuffixListTest {
  /** Cases of the list's own test file among them; no second column stands for no registration. */
  @ParameterizedTest
  @CsvSource({
    "com,",
    "example.com, example.com",
    "a.b.example.com, example.com",
    "co.uk,",
    "a.b.shop.co.uk, shop.co.uk",
    "kobe.jp, kobe.jp",
    "c.kobe.jp,",
    "b.c.kobe.jp, b.c.kobe.jp",
    "city.kobe.jp, city.kobe.jp",
    "www.city.kobe.jp, city.kobe.jp",
    "ck,",
    "test.ck,",
    "b.test.ck, b.test.ck",
    "www.ck, www.ck",
    "k12.ak.us,",
    "www.test.k12.ak.us, test.k12.ak.us",
    "xn--55qx5d.cn,",
    "www.xn--85x722f.xn--55qx5d.cn, xn--85x722f.xn--55qx5d.cn",
    "github.io,",
    "a.ann.github.io, ann.github.io",
    "localhost,",
    "a.localhost, a.localhost",
    "a.b.internal, b.internal",
  })
  void knowsWhereARegistrationBegins(String host, String registered) {
    assertThat(new PublicSuffixList().registered(host).orElse(null)).isEqualTo(registered);
  }
}
