package dev.parley.app;

import dev.parley.browser.Action;
import dev.parley.browser.ActionResult;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Browsers;
import dev.parley.browser.Gate;
import dev.parley.browser.Listing;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Chrome;
import dev.parley.chrome.TestBrowser;
import dev.parley.egress.Egress;
import dev.parley.egress.EgressSettings;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** A person's own browser, which reaches one server of this machine and no other. */
@NullMarked
final class SecondBrowser implements AutoCloseable {
  private static final Cancel NEVER = new Cancel();

  private final Gate.Gates gates = Egress.open(EgressSettings.plain());
  private final Browsers browsers;
  private final SessionSpec.Policy policy;

  /**
   * @param server {@code host:port}
   */
  SecondBrowser(String server) {
    policy = new SessionSpec.Policy(Set.of(), Set.of(), Set.of(server), null);
    browsers = Chrome.browsers(TestBrowser.settings(), gates, policy);
  }

  /** A window of it. */
  Window open(String url) {
    var spec =
        new SessionSpec(
            new SessionSpec.Viewport(1280, 900),
            Locale.US,
            ZoneId.of("UTC"),
            null,
            policy,
            false,
            1_000_000,
            null);
    var window = new Window(browsers.open(spec, NEVER));
    var _ = window.act(new Action.GoTo(url));
    return window;
  }

  @Override
  public void close() {
    browsers.close();
    gates.close();
  }

  /** One page that a person looks at and uses. */
  record Window(BrowserSession session) implements AutoCloseable {
    String listing() {
      return session.look(Listing.Look.WHOLE, NEVER).text();
    }

    ActionResult act(Action action) {
      return session.act(action, NEVER);
    }

    boolean shows(String text) {
      return listing().contains(text);
    }

    /** Presses the button with that name, once it is there. */
    ActionResult press(String name) throws Exception {
      Await.until("a button " + name, () -> shows("button \"" + name + "\""));
      return act(new Action.Click(ref("button \"" + name + "\""), 1));
    }

    int ref(String text) {
      var lines = listing().lines().filter(line -> line.contains(text)).toList();
      if (lines.isEmpty()) {
        throw new AssertionError("nothing is " + text + " in\n" + listing());
      }
      return Integer.parseInt(lines.getFirst().replaceFirst("^\\s*(\\* )?\\[(\\d+)].*", "$2"));
    }

    byte[] picture() {
      return session.screenshot(100, NEVER).bytes();
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
