package dev.parley.chrome;

import dev.parley.browser.ActionResult.Outcome;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Frames.FrameWorld;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.Fields;
import dev.parley.chrome.cdp.Page;
import dev.parley.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Finds out what has come of an action. */
final class Aftermath {
  private static final Fields NOTHING = new Fields(JsonObject.EMPTY);

  /** Said of an action of which nothing came. */
  static final String UNCHANGED = "nothing changed on the page";

  private static final int NEW_LINES = 30;

  private final Context context;
  private final Looking looking;

  Aftermath(Context context, Looking looking) {
    this.context = context;
    this.looking = looking;
  }

  /** How things were before an action in a frame of a tab. */
  record Before(Tab tab, FrameWorld world, Settling.Since since, int downloads) {
    int documents() {
      return since.documents();
    }
  }

  /** What an action counts as an effect, and how long it is waited for. */
  enum Care {
    /** What shows; at once if it comes at once. */
    ORDINARY,
    /** What shows, which may come late. */
    PATIENT,
    /** Focus and selection as well, which may come late. */
    KEYS
  }

  /** Before the action; the walker of the frame remembers, too, if it has not been told by aim. */
  Before before(Tab tab, FrameWorld world, boolean aimed, Cancel cancel) {
    var main = tab.world(cancel);
    if (!aimed) {
      var _ = Asking.ask(world, "before()", cancel);
    }
    if (!main.equals(world)) {
      var _ = Asking.ask(main, "before()", cancel);
    }
    return new Before(tab, world, Settling.Since.now(tab), context.downloads().begun());
  }

  /** Waits until the page has come to rest; a new document is given more time. */
  Settling.Settled rest(Before before, Care care, Cancel cancel) {
    var tab = before.tab();
    boolean quick = care == Care.ORDINARY;
    var settled =
        Settling.until(
            tab, before.world(), new Settling.Hurry(before.since(), quick, Bounds.ACTION), cancel);
    boolean leaves = tab.traffic().isLeaving() || tab.traffic().documents() != before.documents();
    if (!settled.atRest() && leaves && context.downloads().begun() == before.downloads()) {
      var more = Bounds.NAVIGATION.minus(Bounds.ACTION);
      boolean rest = Settling.settle(tab, more, cancel);
      if (!rest && tab.traffic().isLeaving()) {
        // a silent server would hold up whatever comes next
        tab.page().send(new Page.StopLoading());
        context.news().add("the page did not come within 10 s; loading was stopped");
      }
      return new Settling.Settled(rest, settled.said());
    }
    return settled;
  }

  /** Says what came of it, after it has come to rest. */
  Done tell(Before before, Settling.Settled settled, Care care, String what, Cancel cancel) {
    var tab = before.tab();
    followed(tab, cancel);
    var lines = new ArrayList<String>();
    lines.add(what);
    if (tab.page().ended().isPresent()) {
      return Done.changed(what + "; its tab has closed");
    }
    if (tab.traffic().documents() != before.documents()) {
      lines.add(Navigating.where(tab) + (settled.atRest() ? "" : ", still loading"));
      return Done.changed(String.join("\n", lines));
    }
    var telling = new Telling(lines, care == Care.KEYS);
    telling.add(settled.said().at("effect"));
    telling.add(main(before, cancel));
    boolean late = !settled.atRest();
    boolean doubtful = !telling.isEffect() && !late && !tab.seen().isStale();
    if (telling.isEffect()) {
      tab.seen().stale();
    }
    if (telling.appeared() > 0 || doubtful) {
      telling.show(looking.fresh(tab, NEW_LINES, cancel));
    }
    over(before, tab, cancel);
    return judged(before, telling, late, lines);
  }

  private static Done judged(Before before, Telling telling, boolean late, List<String> lines) {
    var tab = before.tab();
    if (late) {
      lines.add("the page is still loading or changing");
    }
    if (telling.isEffect() || late) {
      return new Done(Outcome.DONE, String.join("\n", lines), telling.isChange());
    }
    boolean sent = tab.traffic().begun() != before.since().begun();
    lines.add(UNCHANGED + (sent ? ", though it sent a request" : ""));
    return new Done(Outcome.NO_EFFECT, String.join("\n", lines), false);
  }

  /** Nothing was done after all. */
  void over(Before before, Tab tab, Cancel cancel) {
    for (var world : List.of(before.world(), tab.world(cancel))) {
      var _ = Asking.send(world, "over()");
    }
  }

  /** What has changed around the frame acted in. */
  private static Fields main(Before before, Cancel cancel) {
    if (before.world().parentId().isEmpty()) {
      return NOTHING;
    }
    try {
      var call = "rest({quick:false,quiet:0,waited:0,cap:0})";
      return Asking.ask(before.tab().world(cancel), call, cancel).at("effect");
    } catch (CdpFailure gone) {
      if (gone.kind() == CdpFailure.Kind.REFUSED) {
        return NOTHING;
      }
      throw gone;
    }
  }

  /** A tab that the action has opened comes to rest, too. */
  private void followed(Tab from, Cancel cancel) {
    var now = context.tabs().peek();
    if (now.isPresent() && now.get() != from) {
      Settling.settle(now.get(), Bounds.ACTION, cancel);
    }
  }
}
