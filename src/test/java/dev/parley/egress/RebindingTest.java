package dev.parley.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.browser.Action;
import dev.parley.browser.SessionSpec;
import dev.parley.browser.SessionSpec.Policy;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Chrome;
import dev.parley.chrome.NeedsChromium;
import dev.parley.chrome.TestBrowser;
import dev.parley.site.Site;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole session whose names come to mean this machine after they have been let pass. */
@Timeout(60)
@NeedsChromium
final class RebindingTest {
  private static final Cancel NEVER = new Cancel();

  private static SessionSpec spec(Policy policy) {
    return new SessionSpec(
        new SessionSpec.Viewport(1000, 700),
        Locale.US,
        ZoneId.of("UTC"),
        null,
        policy,
        false,
        1_000_000,
        null);
  }

  /** Opens the page under a name that leads to the site at first, and says what was dialled. */
  private static void rebind(String... later) {
    try (var site = Site.start();
        var proxy = TestProxy.plain().name("rebind.test", answers(later))) {
      var policy = new Policy(Set.of(), Set.of(), Set.of("127.0.0.1:" + site.port()), null);
      try (var browsers = Chrome.browsers(TestBrowser.settings(), proxy.gates(), policy);
          var session = browsers.open(spec(policy), NEVER)) {
        var url = "http://rebind.test:" + site.port() + "/rebind";
        assertThat(session.act(new Action.GoTo(url), NEVER).text()).contains("rebind.test");
        assertThat(session.text(1000, NEVER)).contains("Rebound");
        Eventually.holds(() -> site.told("rebind").size() >= 13);
      }
      assertThat(site.told("rebind"))
          .contains("fetch over", "img over", "ws over", "worker over", "frame over", "again 403");
      assertThat(site.canary().touches()).isZero();
      // the site itself is let pass by its number, and nothing else of this machine is
      assertThat(proxy.dialled)
          .isNotEmpty()
          .noneMatch(address -> address.getPort() == site.canary().port());
      assertThat(proxy.dialled)
          .filteredOn(address -> address.getAddress().isLoopbackAddress())
          .allMatch(address -> address.getPort() == site.port());
      assertThat(proxy.asked).filteredOn("rebind.test"::equals).hasSizeGreaterThan(3);
    }
  }

  private static String[] answers(String... later) {
    var all = new String[later.length + 1];
    all[0] = TestProxy.PUBLIC;
    System.arraycopy(later, 0, all, 1, later.length);
    return all;
  }

  @Test
  void reachesNothingThroughANameThatTurnsToLoopback() {
    rebind("127.0.0.1");
  }

  @Test
  void reachesNothingThroughANameThatTurnsToOtherNamesOfThisMachine() {
    rebind("::1", "::ffff:127.0.0.1", "0.0.0.0", "127.0.0.1 ::1");
  }
}
