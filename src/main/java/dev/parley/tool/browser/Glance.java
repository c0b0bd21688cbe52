package dev.parley.tool.browser;

import dev.parley.browser.BrowserFailure;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.Listing;
import dev.parley.cancel.Cancel;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonBool;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.ToolFailedOutcome;
import dev.parley.trace.Outcome.ToolOutcome;
import java.util.LinkedHashMap;
import java.util.List;

/** Looks at the page before a round, keeps a checkpoint, and has a picture taken. */
final class Glance {
  private static final int ATTEMPTS = 3;

  private final Held held;
  private String page = "";

  Glance(Held held) {
    this.held = held;
  }

  /** A browser that ends under the look is started again; {@code NOT_STARTED} is told. */
  Outcome look(boolean whole, Cancel cancel) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return once(held.session(cancel), whole, cancel);
      } catch (BrowserFailure failed) {
        if (failed.kind() == BrowserFailure.Kind.NOT_STARTED) {
          return new ToolFailedOutcome(String.valueOf(failed.getMessage()));
        }
        held.lost();
      }
    }
    return new ToolFailedOutcome("The browser ended whenever the page was looked at.");
  }

  private Outcome once(BrowserSession browser, boolean whole, Cancel cancel) {
    var listing = listing(browser, whole, cancel);
    // after the look, so that it knows which numbers were given out
    held.keeping().save(browser.checkpoint(cancel));
    held.listen(browser, cancel);
    held.survived();
    held.pictureSoon();
    return outcome(listing, held.news());
  }

  /** What changed, unless the page is another one. */
  private Listing listing(BrowserSession browser, boolean whole, Cancel cancel) {
    var listing = browser.look(look(!whole && !page.isEmpty()), cancel);
    var before = page;
    page = page(listing);
    return listing.changesOnly() && !page.equals(before)
        ? browser.look(look(false), cancel)
        : listing;
  }

  private static Listing.Look look(boolean changesOnly) {
    return new Listing.Look(changesOnly, false, Listing.Look.WHOLE.mostTokens());
  }

  private static String page(Listing listing) {
    var tab = listing.tabs().stream().filter(Listing.Tab::current).mapToInt(Listing.Tab::id).max();
    return tab.orElse(0) + " " + listing.url().replaceFirst("#.*", "");
  }

  private Outcome outcome(Listing listing, List<String> notices) {
    var veil = held.secrets().veil();
    var seen = new LinkedHashMap<String, JsonValue>();
    seen.put("listing", new JsonText(veil.lines(listing.text())));
    seen.put("url", new JsonText(veil.text(listing.url())));
    seen.put("title", new JsonText(veil.text(listing.title())));
    seen.put("whole", new JsonBool(!listing.changesOnly()));
    seen.put("at", new JsonText(held.now().toString()));
    seen.put(
        "notices",
        new JsonArray(
            notices.stream().<JsonValue>map(each -> new JsonText(veil.lines(each))).toList()));
    return new ToolOutcome(new JsonObject(seen));
  }
}
