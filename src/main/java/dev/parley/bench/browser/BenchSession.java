package dev.parley.bench.browser;

import dev.parley.bench.BenchFailure;
import dev.parley.bench.Samples;
import dev.parley.browser.Action;
import dev.parley.browser.ActionResult;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Browsers;
import dev.parley.browser.Listing;
import dev.parley.browser.SessionSpec;
import dev.parley.cancel.Cancel;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;

/** A session that does steps: it looks, finds what to use in the listing, uses it. */
final class BenchSession implements AutoCloseable {
  static final SessionSpec.Viewport VIEWPORT = new SessionSpec.Viewport(1280, 800);

  private static final int QUALITY = 60;
  private static final Cancel NEVER = new Cancel();
  private static final Pattern BUTTON = Pattern.compile("\\[(\\d+)] button \"Count\"");
  private static final Pattern FIELD = Pattern.compile("\\[(\\d+)] textbox \"Note\"");

  private final BrowserSession session;
  private int typed;

  private BenchSession(BrowserSession session) {
    this.session = session;
  }

  static BenchSession open(Browsers browsers, SessionSpec.Policy policy, String url) {
    var spec =
        new SessionSpec(VIEWPORT, Locale.US, ZoneId.of("UTC"), null, policy, false, 1 << 20, null);
    var opened = new BenchSession(browsers.open(spec, NEVER));
    opened.act(new Action.GoTo(url));
    return opened;
  }

  Listing look() {
    return session.look(Listing.Look.WHOLE, NEVER);
  }

  /** Looks and presses a button that changes a text; the press must be said to have done so. */
  void press(Samples looks, Samples acts) {
    step(looks, acts, BUTTON, ref -> new Action.Click(ref, 1));
  }

  /** Looks and types into a field that nobody listens to, each time something else. */
  void type(Samples looks, Samples acts) {
    step(looks, acts, FIELD, ref -> new Action.InputText(ref, "note " + ++typed));
  }

  /** The number of the button that {@link #press} presses. */
  int button() {
    return number(look(), BUTTON);
  }

  private interface Use {
    Action of(int ref);
  }

  private void step(Samples looks, Samples acts, Pattern wanted, Use use) {
    long begin = System.nanoTime();
    var listing = look();
    long seen = System.nanoTime();
    act(use.of(number(listing, wanted)));
    looks.add(seen - begin);
    acts.add(System.nanoTime() - seen);
  }

  private static int number(Listing listing, Pattern wanted) {
    var line = wanted.matcher(listing.text());
    if (!line.find()) {
      throw new BenchFailure("The listing lacks what is to be used:\n" + listing.text());
    }
    return Integer.parseInt(line.group(1));
  }

  private void act(Action action) {
    var result = session.act(action, NEVER);
    if (result.outcome() != ActionResult.Outcome.DONE) {
      throw new BenchFailure("An action came to nothing: " + result);
    }
  }

  /** As it is taken for the record of a step; its bytes. */
  int picture() {
    return session.screenshot(QUALITY, NEVER).bytes().length;
  }

  @Override
  public void close() {
    session.close();
  }
}
