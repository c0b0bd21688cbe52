package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Action;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Checkpoint;
import dev.parley.browser.Checkpoint.Cookie;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cookies that a session begins with, in a real browser. */
@NullMarked
@NeedsChromium
@Timeout(60)
class CookieJarTest {
  private static final Cancel NEVER = new Cancel();
  private static final TestSite SITE = new TestSite();
  private static final TestGates GATES = new TestGates(SITE);
  private static final Pool BROWSERS =
      new Pool(Fixture.settings(), GATES, SessionSpec.Policy.PUBLIC);

  private final double later = Instant.now().getEpochSecond() + 86_400.5;

  @BeforeAll
  static void openSite() {
    SITE.page("/see", "<title>See</title><p>seen");
  }

  @AfterAll
  static void stop() {
    BROWSERS.close();
    GATES.close();
    SITE.close();
  }

  @BeforeEach
  void forget() {
    SITE.requests.clear();
  }

  private static Cookie cookie(String name, String value, String domain) {
    return new Cookie(name, value, domain, "/", null, false, false, null);
  }

  private static BrowserSession begin(List<Cookie> cookies) {
    var spec = ChromeSessionTest.spec();
    var hosts = Set.of("sub.site.test:" + SITE.port());
    return BROWSERS.open(
        new SessionSpec(
            spec.viewport(),
            spec.locale(),
            spec.timezone(),
            null,
            new SessionSpec.Policy(Set.of(), Set.of(), hosts, null),
            false,
            1000,
            new Checkpoint(List.of(), cookies, Map.of(), 1)),
        NEVER);
  }

  private static String sent(BrowserSession session, String host) {
    SITE.requests.clear();
    session.act(new Action.GoTo(SITE.url(host, "/see")), NEVER);
    return SITE.requests.stream()
        .filter(request -> request.startsWith("/see"))
        .map(request -> request.substring(request.indexOf(" cookie=") + 8))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void keepsWhatACookieIs() {
    var cookies =
        List.of(
            new Cookie("a", "1", ".site.test", "/", later, true, true, "None"),
            new Cookie("b", "2", "site.test", "/deep/er", later, false, true, "Strict"),
            new Cookie("c", "\"x, y\" ü", "site.test", "/", null, true, false, "Lax"),
            new Cookie("__Host-d", "4", "site.test", "/", null, false, true, null));
    try (var session = begin(cookies)) {
      assertThat(SITE.requests).isEmpty();
      assertThat(session.checkpoint(NEVER).cookies()).containsExactlyInAnyOrderElementsOf(cookies);
      assertThat(told(session)).isNull();
    }
  }

  /** A line about cookies, if there is one. */
  private static @Nullable String told(BrowserSession session) {
    return session
        .act(new Action.Pause(Duration.ZERO), NEVER)
        .text()
        .lines()
        .filter(line -> line.contains("cookies"))
        .findFirst()
        .orElse(null);
  }

  @Test
  void sendsEachWhereItBelongsFromTheFirstRequestOn() {
    var cookies =
        List.of(
            cookie("alone", "1", "site.test"),
            cookie("all", "2", ".site.test"),
            cookie("sub", "3", "sub.site.test"),
            cookie("other", "4", "other.test"));
    try (var session = begin(cookies)) {
      assertThat(SITE.requests).isEmpty();
      assertThat(sent(session, "sub.site.test")).isEqualTo("all=2; sub=3");
      assertThat(sent(session, "site.test")).isEqualTo("alone=1; all=2");
      assertThat(sent(session, "other.test")).isEqualTo("other=4");
      assertThat(sent(session, "else.test")).isEqualTo("null");
    }
  }

  @Test
  void beginsWithTheOthersWhenOneCannotBe() {
    var cookies =
        List.of(
            cookie("good", "1", "site.test"),
            cookie("bad;name", "2", "site.test"),
            new Cookie("over", "3", "site.test", "/", 1.0, false, false, null),
            cookie("fine", "4", ".site.test"));
    try (var session = begin(cookies)) {
      assertThat(session.checkpoint(NEVER).cookies())
          .extracting(Cookie::name)
          .containsExactlyInAnyOrder("good", "fine");
      assertThat(told(session)).isEqualTo("1 of 3 cookies were not taken");
    }
  }

  @Test
  void saysWhenTheBrowserKeepsFewer() {
    var many = IntStream.range(0, 300).mapToObj(i -> cookie("c" + i, "v", "site.test")).toList();
    try (var session = begin(many)) {
      int kept = session.checkpoint(NEVER).cookies().size();
      assertThat(kept).isBetween(100, 299);
      assertThat(told(session)).isEqualTo((300 - kept) + " of 300 cookies were not taken");
    }
  }

  @Test
  void sendsNothingOfACookieOfAPublicSuffixToItsSites() {
    var wide = Stream.of(".test", ".co.uk").map(domain -> cookie("wide", "1", domain)).toList();
    try (var session = begin(wide)) {
      assertThat(sent(session, "site.test")).isEqualTo("null");
    }
  }
}
