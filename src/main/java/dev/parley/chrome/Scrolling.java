package dev.parley.chrome;

import dev.parley.browser.Action;
import dev.parley.browser.Action.Point;
import dev.parley.browser.ActionResult.Outcome;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Aftermath.Care;
import dev.parley.chrome.Frames.FrameWorld;
import dev.parley.chrome.Reaching.There;
import dev.parley.chrome.cdp.Fields;
import dev.parley.chrome.cdp.Input;
import dev.parley.json.Json;
import java.util.Optional;

/** Brings other parts of a page into view. */
final class Scrolling {
  private final Context context;
  private final Aftermath aftermath;

  Scrolling(Context context, Aftermath aftermath) {
    this.context = context;
    this.aftermath = aftermath;
  }

  Done scroll(Tab tab, Action.Scroll scroll, Cancel cancel) {
    var ref = scroll.ref();
    int number = ref == null ? 0 : ref;
    // of a frame's element, the document in it
    var inside = tab.seen().inside(number).flatMap(tab.frames()::world);
    var world = inside.orElseGet(() -> Reaching.home(tab, number, cancel));
    var before = aftermath.before(tab, world, false, cancel);
    var amount = scroll.amount();
    var call = "scroll(%d,%s,%b)".formatted(inside.isPresent() ? 0 : number, amount, scroll.down());
    var moved = Asking.ask(world, call, cancel);
    if (!moved.text("state").equals("ok")) {
      aftermath.over(before, tab, cancel);
      return Done.refused(Reaching.missing(number, moved.text("state")));
    }
    boolean far = moved.whole("from") != moved.whole("to");
    if (!far) {
      turn(tab, scroll, cancel);
    }
    var settled = aftermath.rest(before, Care.ORDINARY, cancel);
    var what = far ? scrolled(moved) : "it does not scroll further that way";
    var done = aftermath.tell(before, settled, Care.ORDINARY, what, cancel);
    return far && done.outcome() == Outcome.NO_EFFECT ? Done.same(what) : done;
  }

  private static String scrolled(Fields moved) {
    return "scrolled from %d to %d of %d"
        .formatted(moved.whole("from"), moved.whole("to"), Math.max(0, moved.whole("of")));
  }

  /** What does not scroll may still listen to the wheel. */
  private void turn(Tab tab, Action.Scroll scroll, Cancel cancel) {
    var ref = scroll.ref();
    var view = context.tabs().appearance().viewport();
    var at = new Point(view.width() / 2.0, view.height() / 2.0);
    var session = tab.page();
    if (ref != null && Reaching.reach(tab, ref, null, cancel) instanceof There there) {
      at = there.point();
      session = there.session();
    }
    var amount = scroll.amount();
    double by = amount == null ? view.height() / 2.0 : amount;
    var turned = session.send(new Input.Wheel(at.x(), at.y(), 0, scroll.down() ? by : -by));
    Hand.await(tab, turned, tab.traffic().documents(), cancel);
  }

  Done toText(Tab tab, String text, Cancel cancel) {
    var main = tab.world(cancel);
    var before = aftermath.before(tab, main, false, cancel);
    var found = find(tab, main, text, cancel);
    if (found.isEmpty()) {
      aftermath.over(before, tab, cancel);
      return Done.refused(Quoted.of(text) + " is nowhere on the page as it is now");
    }
    for (var frame = found.get(); !frame.parentId().isEmpty(); ) {
      var holder = tab.seen().holder(frame.frameId());
      var parent = holder.flatMap(each -> tab.frames().world(each.frameId()));
      if (holder.isEmpty() || parent.isEmpty()) {
        break;
      }
      var _ = Asking.ask(parent.get(), "reach(" + holder.get().ref() + ",null)", cancel);
      frame = parent.get();
    }
    var settled = aftermath.rest(before, Care.ORDINARY, cancel);
    var what = Quoted.of(text) + " is in view";
    var done = aftermath.tell(before, settled, Care.ORDINARY, what, cancel);
    return done.outcome() == Outcome.NO_EFFECT ? Done.same(what) : done;
  }

  private static Optional<FrameWorld> find(Tab tab, FrameWorld main, String text, Cancel cancel) {
    var call = "showText(" + Json.print(text) + ")";
    if (Asking.ask(main, call, cancel).text("state").equals("ok")) {
      return Optional.of(main);
    }
    return tab.frames().worlds().stream()
        .filter(world -> !world.frameId().equals(main.frameId()))
        .filter(world -> Asking.ask(world, call, cancel).text("state").equals("ok"))
        .findFirst();
  }
}
