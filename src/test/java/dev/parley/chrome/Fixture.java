package dev.parley.chrome;

import dev.parley.browser.Browsers;
import dev.parley.browser.Gate;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import dev.parley.egress.Egress;
import dev.parley.egress.EgressSettings;
import dev.parley.site.Site;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Real sessions on the fixture site, through the real proxy; one browser for all tests. */
final class Fixture implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
  private final List<Visit> visits = new ArrayList<>();
  private @Nullable Running running;

  static ChromeSettings settings() {
    return TestBrowser.settings();
  }

  private record Running(Site site, Gate.Gates gates, Browsers browsers) implements AutoCloseable {
    static Running start() {
      var site = Site.start();
      var gates = Egress.open(EgressSettings.plain());
      return new Running(site, gates, Chrome.browsers(settings(), gates, policy(site)));
    }

    @Override
    public void close() {
      browsers.close();
      gates.close();
      site.close();
    }
  }

  private static SessionSpec.Policy policy(Site site) {
    var hosts =
        Set.of(
            "127.0.0.1:" + site.port(),
            "127.0.0.1:" + site.portBeside(),
            "localhost:" + site.port());
    return new SessionSpec.Policy(Set.of(), Set.of(), hosts, null);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    site().forget();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    visits.forEach(Visit::close);
    visits.clear();
  }

  private Running running() {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  Site site() {
    return running().site();
  }

  /** A new session. */
  Visit visit() {
    var spec =
        new SessionSpec(
            Appearance.USUAL,
            Locale.US,
            ZoneId.of("UTC"),
            null,
            policy(site()),
            false,
            1_000_000,
            null);
    var visit = new Visit((ChromeSession) running().browsers().open(spec, new Cancel()), site());
    visits.add(visit);
    return visit;
  }

  /** A new session at a page. */
  Visit open(String page) {
    return visit().open(site().url(page));
  }

  /** Until something the page says over the network has arrived. */
  static void await(BooleanSupplier condition) {
    var pause = new Cancel();
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      pause.pause(Duration.ofMillis(10));
    }
    if (!condition.getAsBoolean()) {
      throw new AssertionError("it has not come in five seconds");
    }
  }
}
