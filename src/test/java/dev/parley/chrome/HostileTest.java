package dev.parley.chrome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult.Outcome;
import dev.parley.browser.BrowserFailure;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a hostile page does costs its own session alone, and no call waits for ever. */
@Timeout(90)
@NeedsChromium
final class HostileTest {
  @RegisterExtension static final Fixture SITE = new Fixture();

  /** What pages do, and what is said of it. */
  static Stream<Arguments> ways() {
    return Stream.of(
        Arguments.of("popups", "20 are open|does not respond"),
        Arguments.of("timed", "20 are open"),
        Arguments.of("reload", "still loading|at "),
        Arguments.of("hops", "still loading|at "),
        Arguments.of("console", "does not respond"),
        Arguments.of("alert", "dialog alert"),
        Arguments.of("title", "title is now|does not respond|the page is now at"),
        Arguments.of("downloads", "downloaded"),
        Arguments.of("blob", "exceeds"),
        Arguments.of("frames", "new on the page|appeared|does not respond|still loading"),
        Arguments.of("workers", "16 workers"),
        Arguments.of("memory", "does not respond|crashed"),
        Arguments.of("nodes", "appeared"),
        Arguments.of("unload", "nothing changed"),
        Arguments.of("print", "does not respond"),
        Arguments.of("push", "does not respond|the page is now at"),
        Arguments.of("post", "does not respond"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void costsItsOwnSessionAlone(String how, String said) {
    var neighbour = SITE.open("counter");
    int count = neighbour.ref("button \"Count\"");
    var victim = SITE.open("hostile?" + how);
    var chromium = victim.session.context().chromium();
    assertThat(neighbour.session.context().chromium()).isSameAs(chromium);
    try {
      var result = victim.press("button \"Go\"");
      assertThat(result.text()).hasSizeLessThan(20_000).containsPattern(said);
      assertThat(neighbour.press(count).outcome()).isEqualTo(Outcome.DONE);
      assertThat(victim.look().text()).hasSizeLessThan(60_000).contains("--- untrusted");
      var shop = SITE.site().url("shop");
      // It is there, if behind a tab that the page before had opened late. A page that always goes
      // elsewhere may be faster once, on a busy machine: then its visitor asks again.
      var seen = leave(victim, shop);
      for (int i = 0; i < 4 && !seen.contains(shop); i++) {
        seen = leave(victim, shop);
      }
      assertThat(seen).contains("\"Shop\" " + shop);
    } catch (BrowserFailure lost) {
      // no way to go on with it: that is said, and it is the only one
      assertThat(lost).hasMessageContaining("open a new session");
      assertThat(victim.session.isOpen()).isFalse();
    }
    assertThat(neighbour.press(count).outcome()).isEqualTo(Outcome.DONE);
    assertThat(neighbour.look().text()).contains("button \"Count\"");
    assertThat(chromium.isOpen()).isTrue();
  }

  private static String leave(Visit victim, String shop) {
    victim.act(new Action.GoTo(shop));
    return victim.look().text();
  }
}
