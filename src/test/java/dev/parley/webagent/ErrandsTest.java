package dev.parley.webagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.browser.SessionSpec;
import dev.parley.browser.SessionSpec.Policy;
import dev.parley.browser.SessionSpec.Viewport;
import dev.parley.egress.PolicyFault;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import dev.parley.webagent.Order.Wishes;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrandsTest {
  private static final Policy SERVER =
      new Policy(
          Set.of("*.example.com", "shop.test"),
          Set.of("ads.example.com"),
          Set.of("10.0.0.1:80"),
          null);

  private static Errands errands(Policy policy) {
    var usual =
        new SessionSpec(
            new Viewport(1280, 800), Locale.US, ZoneOffset.UTC, "Agent", policy, true, 1_000, null);
    return new Errands(
        usual, each -> PolicyFault.of(each).stream().map(PolicyFault::message).findFirst());
  }

  private static SessionSpec spec(Policy server, Wishes wishes) {
    return errands(server).spec(wishes, wishes.proxy());
  }

  private static Wishes domains(List<String> allowed, List<String> denied) {
    return new Wishes(allowed, denied, null, null, null, null, null);
  }

  private static Wishes page(
      Order.@Nullable Viewport viewport, @Nullable String locale, @Nullable String timezone) {
    return new Wishes(List.of(), List.of(), null, viewport, locale, timezone, null);
  }

  private static void unfit(String names, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused ->
                assertThat(refused.problem())
                    .isInstanceOfSatisfying(
                        WrongShape.class,
                        problem -> assertThat(problem.message()).contains(names)));
  }

  @Test
  void givesWhatTheServerDoesOtherwiseForNoWish() {
    var spec = spec(SERVER, Wishes.NONE);
    assertThat(spec.policy()).isEqualTo(SERVER);
    assertThat(spec.viewport()).isEqualTo(new Viewport(1280, 800));
    assertThat(spec.locale()).isEqualTo(Locale.US);
    assertThat(spec.timezone()).isEqualTo(ZoneOffset.UTC);
    assertThat(spec.isolated()).isTrue();
    assertThat(spec.mostDownloadBytes()).isEqualTo(1_000);
  }

  @Test
  void narrowsTheHostsThatTheServerAllows() {
    var narrower =
        spec(SERVER, domains(List.of("A.Example.com", "evil.test", "*.b.example.com"), List.of()));
    assertThat(narrower.policy().allow())
        .containsExactlyInAnyOrder("A.Example.com", "*.b.example.com");
    assertThat(narrower.policy().allowPrivate()).isEqualTo(SERVER.allowPrivate());
    var denied = spec(SERVER, domains(List.of(), List.of("c.example.com")));
    assertThat(denied.policy().allow()).isEqualTo(SERVER.allow());
    assertThat(denied.policy().deny())
        .containsExactlyInAnyOrder("ads.example.com", "c.example.com");
    assertThat(spec(Policy.PUBLIC, domains(List.of("one.test"), List.of())).policy().allow())
        .containsExactly("one.test");
  }

  @Test
  void widensNothing() {
    for (var wider :
        List.of(
            "*.com", "*", "*.evilexample.com", "evilexample.com", "shop.test.evil", "10.0.0.1")) {
      unfit("allowedDomains", () -> spec(SERVER, domains(List.of(wider), List.of())));
    }
  }

  @Test
  void refusesHostsAndProxiesThatCannotBeRead() {
    unfit("", () -> spec(Policy.PUBLIC, domains(List.of("http://a.test/x y"), List.of())));
    unfit("", () -> spec(SERVER, domains(List.of(), List.of("a b"))));
    for (var proxy :
        List.of("ftp://u:geheim@p:1", "http://", "http://u:geheim@p:999999", "geheim")) {
      assertThatThrownBy(() -> errands(SERVER).spec(Wishes.NONE, proxy))
          .isInstanceOf(ProblemException.class)
          .hasMessageNotContaining("geheim");
    }
    var through = errands(SERVER).spec(Wishes.NONE, "http://u:p@proxy.test:3128");
    assertThat(through.policy().upstream()).isEqualTo("http://u:p@proxy.test:3128");
  }

  @Test
  void takesSizesLanguagesAndZonesThatThereAre() {
    var spec = spec(SERVER, page(new Order.Viewport(800, 600), "de-CH", "Europe/Berlin"));
    assertThat(spec.viewport()).isEqualTo(new Viewport(800, 600));
    assertThat(spec.locale().toLanguageTag()).isEqualTo("de-CH");
    assertThat(spec.timezone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    for (var size : List.of(new Order.Viewport(0, 600), new Order.Viewport(800, 9000))) {
      unfit("viewport", () -> spec(SERVER, page(size, null, null)));
    }
    for (var locale : List.of("", "-", "english language", "de\r\nX: y", "123")) {
      unfit("locale", () -> spec(SERVER, page(null, locale, null)));
    }
    for (var zone : List.of("", "Mars/Olympus", "Europe/Berlin\n")) {
      unfit("timezone", () -> spec(SERVER, page(null, null, zone)));
    }
  }

  @Test
  void beginsAtWebAddressesOnly() {
    assertThat(Errands.startUrl(null)).isNull();
    assertThat(Errands.startUrl(" ")).isNull();
    assertThat(Errands.startUrl(" https://example.com/a?b#c "))
        .isEqualTo("https://example.com/a?b#c");
    assertThat(Errands.startUrl("about:blank")).isEqualTo("about:blank");
    for (var url :
        List.of(
            "file:///etc/passwd",
            "javascript:alert(1)",
            "chrome://version",
            "data:text/html,x",
            "example.com",
            "http://",
            "https://a b",
            "https://example.com/" + "x".repeat(5_000))) {
      unfit("startUrl", () -> Errands.startUrl(url));
    }
  }
}
