package dev.parley.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.login.Cookie.Reach;
import dev.parley.login.Cookie.SameSite;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import dev.parley.publicsuffix.PublicSuffixList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CookieRulesTest {
  private static final Origin SHOP = Origin.of("https://www.shop.co.uk/cart");
  private static final PublicSuffixList SUFFIXES = new PublicSuffixList();

  private static Cookie cookie(String name, String value, Reach reach) {
    return new Cookie(name, value, reach, false, false, SameSite.UNSPECIFIED, null);
  }

  private static Reach at(String domain) {
    return new Reach(domain, false, "/");
  }

  private static Cookie kept(Origin origin, Cookie cookie) {
    return new CookieRules(SUFFIXES, origin).require(List.of(cookie)).getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    // host, domain, then whether it is for the host alone
    "https://www.shop.co.uk, www.shop.co.uk, false",
    "https://www.shop.co.uk, .shop.co.uk, false",
    "https://a.b.shop.co.uk, .b.shop.co.uk, false",
    "https://a.b.shop.co.uk, .SHOP.co.uk, false",
    "https://ann.github.io, .ann.github.io, false",
    "https://www.ann.github.io, .ann.github.io, false",
    "https://a.corp.internal, .corp.internal, false",
    "https://a.xn--mnchen-3ya.de, .münchen.de, false",
    "https://github.io, .github.io, true",
    "http://localhost:8080, localhost, true",
    "http://localhost:8080, .localhost, true",
    "http://127.0.0.1:8080, 127.0.0.1, true",
    "http://127.0.0.1:8080, .127.0.0.1, true",
    "http://[::1]:8080, [0:0:0:0:0:0:0:1], true",
  })
  void takesCookiesOfItsHostAndOfParentsWithinItsRegistration(
      String url, String domain, boolean alone) {
    var origin = Origin.of(url);
    var kept = kept(origin, cookie("a", "b", Reach.of(origin, domain, false, null)));
    assertThat(kept.reach().hostOnly()).isEqualTo(alone);
    assertThat(kept.reach().path()).isEqualTo("/");
  }

  @ParameterizedTest
  @CsvSource({
    "https://www.shop.co.uk, .co.uk",
    "https://www.shop.co.uk, co.uk",
    "https://www.shop.co.uk, .uk",
    "https://www.shop.co.uk, .other.co.uk",
    "https://www.shop.co.uk, .hop.co.uk",
    "https://shop.co.uk, .www.shop.co.uk",
    "https://www.shop.co.uk, .api.shop.co.uk",
    "https://ann.github.io, .github.io",
    "https://www.city.kawasaki.jp, .kawasaki.jp",
    "https://a.localhost, .localhost",
    "https://corp, .corp.internal",
    "https://a.internal, .internal",
    "http://127.0.0.1, .0.0.1",
    "http://127.0.0.1, 127.0.0.2",
    "http://127.0.0.1, localhost",
    "https://www.shop.co.uk, ..shop.co.uk",
    "https://www.shop.co.uk, shop.co.uk:443",
    "https://www.shop.co.uk, https://www.shop.co.uk",
  })
  void refusesCookiesOfOthersAndNamesThem(String url, String domain) {
    var origin = Origin.of(url);
    var foreign = cookie("session", "v4lu3", Reach.of(origin, domain, false, null));
    var own = cookie("own", "x", Reach.of(origin, null, null, null));
    assertThatThrownBy(() -> new CookieRules(SUFFIXES, origin).require(List.of(own, foreign)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem()).isInstanceOf(WrongShape.class))
        .hasMessageContaining("cookies[1] \"session\"")
        .hasMessageContaining("does not belong to " + origin.text())
        .hasMessageNotContaining("v4lu3");
  }

  @Test
  void refusesWhatIsForAnotherHostAlone() {
    var parents = cookie("a", "b", new Reach("shop.co.uk", true, "/"));
    assertThatThrownBy(() -> kept(SHOP, parents)).hasMessageContaining("does not belong");
  }

  @Test
  void takesAsBrowsersDoWhatAnExtensionLeavesOut() {
    assertThat(Reach.of(SHOP, null, null, null)).isEqualTo(new Reach("www.shop.co.uk", true, "/"));
    assertThat(Reach.of(SHOP, "shop.co.uk", null, "/a"))
        .isEqualTo(new Reach("shop.co.uk", true, "/a"));
    assertThat(Reach.of(SHOP, ".shop.co.uk", null, ""))
        .isEqualTo(new Reach("shop.co.uk", false, "/"));
    assertThat(Reach.of(SHOP, ".www.shop.co.uk", true, "/"))
        .isEqualTo(new Reach("www.shop.co.uk", true, "/"));
  }

  private static Cookie named(String name, boolean secure, Reach reach) {
    return new Cookie(name, "v", reach, secure, true, SameSite.STRICT, 4e9);
  }

  static Stream<Cookie> impossible() {
    var here = at("www.shop.co.uk");
    return Stream.of(
        cookie("", "", here),
        cookie("a=b", "v", here),
        cookie("a;b", "v", here),
        cookie(" a", "v", here),
        cookie("a", "v ", here),
        cookie("a", "v;w", here),
        cookie("a", "v\tw", here),
        cookie("a", "v\nw", here),
        cookie("a", "v\u007f", here),
        cookie("abc", "v".repeat(4094), here),
        cookie("a", "€".repeat(1366), here),
        cookie("a", "v", new Reach("www.shop.co.uk", true, "x")),
        cookie("a", "v", new Reach("www.shop.co.uk", true, "/a;b")),
        cookie("a", "v", new Reach("www.shop.co.uk", true, "/" + "p".repeat(1024))),
        named("__Secure-a", false, here),
        named("__host-a", true, here),
        named("__Host-a", false, new Reach("www.shop.co.uk", true, "/")),
        named("__Host-a", true, new Reach("www.shop.co.uk", true, "/a")));
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void refusesWhatNoBrowserTakes(Cookie cookie) {
    assertThatThrownBy(() -> kept(SHOP, cookie))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("cookies[0] \"" + cookie.name() + "\" ");
  }

  @Test
  void takesWhatBrowsersJustTake() {
    var here = new Reach("www.shop.co.uk", true, "/");
    for (var cookie :
        List.of(
            cookie("", "v", here),
            cookie("a", "", here),
            cookie("a b", "\"x, y\" =ü😀", here),
            cookie("abc", "v".repeat(4093), here),
            named("__Host-a", true, here),
            named("__Secure-a", true, at("shop.co.uk")))) {
      assertThat(kept(SHOP, cookie)).isEqualTo(cookie);
    }
  }

  @Test
  void takesAnInsecureCookieWithoutRestrictionForAnOrdinaryOne() {
    assertThat(sameSite(false)).isEqualTo(SameSite.UNSPECIFIED);
    assertThat(sameSite(true)).isEqualTo(SameSite.NO_RESTRICTION);
  }

  private static @Nullable SameSite sameSite(boolean secure) {
    var cookie =
        new Cookie("a", "b", at("shop.co.uk"), secure, false, SameSite.NO_RESTRICTION, null);
    return kept(SHOP, cookie).sameSite();
  }

  @Test
  void takesNoEndlessLists() {
    var many = Collections.nCopies(501, cookie("a", "b", at("shop.co.uk")));
    assertThatThrownBy(() -> new CookieRules(SUFFIXES, SHOP).require(many))
        .hasMessage("cookies holds 501, and a login at most 500.");
  }
}
