package dev.parley.chrome;

import dev.parley.browser.Action.Point;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Aftermath.Care;
import dev.parley.chrome.Reaching.Not;
import dev.parley.chrome.Reaching.There;

/** Presses elements and points, and moves over them. */
final class Pointing {
  private static final int MOST_CLICKS = 10;
  private static final int ATTEMPTS = 2;

  private final Aftermath aftermath;

  Pointing(Aftermath aftermath) {
    this.aftermath = aftermath;
  }

  Done click(Tab tab, int ref, int count, Cancel cancel) {
    if (count < 1 || count > MOST_CLICKS) {
      return Done.refused("a press is done 1 to " + MOST_CLICKS + " times, not " + count);
    }
    for (int attempt = 1; ; attempt++) {
      var there = Reaching.aim(tab, ref, null, cancel);
      if (there instanceof Not not) {
        return not.refused();
      }
      var target = (There) there;
      if (target.is("disabled")) {
        return Done.refused(target.name() + " is disabled; nothing was done");
      }
      var before = aftermath.before(tab, target.world(), true, cancel);
      var last = Hand.click(target.session(), target.point(), count);
      Hand.await(tab, last, before.documents(), cancel);
      var settled = aftermath.rest(before, Care.ORDINARY, cancel);
      if (!settled.isStray()) {
        return aftermath.tell(
            before, settled, Care.ORDINARY, pressed(count) + target.name(), cancel);
      }
      aftermath.over(before, tab, cancel);
      if (attempt == ATTEMPTS) {
        // the press came to something else, and was kept from it
        return Done.refused(Reaching.covered(target.name(), settled.said().at("press").at("by")));
      }
    }
  }

  Done clickAt(Tab tab, Point point, int count, Cancel cancel) {
    if (count < 1 || count > MOST_CLICKS) {
      return Done.refused("a press is done 1 to " + MOST_CLICKS + " times, not " + count);
    }
    var main = tab.world(cancel);
    var at = Asking.ask(main, "at(" + point.x() + "," + point.y() + ")", cancel).at("what");
    if (at.text("role").isEmpty()) {
      return Done.refused(place(point) + " is outside of the page; nothing was done");
    }
    var before = aftermath.before(tab, main, false, cancel);
    var last = Hand.click(tab.page(), point, count);
    Hand.await(tab, last, before.documents(), cancel);
    var settled = aftermath.rest(before, Care.ORDINARY, cancel);
    var name = at.text("name").isEmpty() ? "" : " " + Quoted.of(at.text("name"));
    var what = pressed(count) + "at " + place(point) + ": " + at.text("role") + name;
    return aftermath.tell(before, settled, Care.ORDINARY, what, cancel);
  }

  Done hover(Tab tab, int ref, Cancel cancel) {
    var there = Reaching.aim(tab, ref, null, cancel);
    if (there instanceof Not not) {
      return not.refused();
    }
    var target = (There) there;
    var before = aftermath.before(tab, target.world(), true, cancel);
    // from elsewhere, so that it comes in even where the pointer already is
    Hand.move(target.session(), new Point(0, 0), false);
    var last = Hand.move(target.session(), target.point(), false);
    Hand.await(tab, last, before.documents(), cancel);
    var settled = aftermath.rest(before, Care.ORDINARY, cancel);
    return aftermath.tell(before, settled, Care.ORDINARY, "moved over " + target.name(), cancel);
  }

  private static String pressed(int count) {
    return switch (count) {
      case 1 -> "pressed ";
      case 2 -> "pressed twice ";
      default -> "pressed " + count + " times ";
    };
  }

  private static String place(Point point) {
    return Math.round(point.x()) + "," + Math.round(point.y());
  }
}
