package dev.parley.chrome;

import dev.parley.browser.Action;
import dev.parley.browser.Action.Point;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Aftermath.Before;
import dev.parley.chrome.Aftermath.Care;
import dev.parley.chrome.Reaching.Not;
import dev.parley.chrome.Reaching.Reached;
import dev.parley.chrome.Reaching.There;
import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Fields;
import dev.parley.chrome.cdp.Input;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Drags from one place to another, as a hand would: about ten moves between. */
final class Dragging {
  private static final int MOVES = 10;

  private final Aftermath aftermath;

  Dragging(Aftermath aftermath) {
    this.aftermath = aftermath;
  }

  Done drag(Tab tab, Action.Drag drag, Cancel cancel) {
    // both ends into view; what the second scrolls away is found again
    var to = end(tab, drag.to(), cancel);
    var from = to instanceof Not ? to : begin(tab, drag.from(), cancel);
    if (from instanceof Not not) {
      return not.refused();
    }
    var start = (There) from;
    var world = start.world();
    var before = aftermath.before(tab, world, true, cancel);
    var after = end(tab, drag.to(), cancel);
    var goal = after instanceof There there ? there : (There) to;
    if (!goal.session().equals(start.session())) {
      aftermath.over(before, tab, cancel);
      return Done.refused("nothing can be dragged from one frame into another; nothing was done");
    }
    carry(before, start, goal, drag.path(), cancel);
    var settled = aftermath.rest(before, Care.ORDINARY, cancel);
    if (settled.isStray()) {
      aftermath.over(before, tab, cancel);
      return Done.refused(Reaching.covered(start.name(), settled.said().at("press").at("by")));
    }
    var what = "dragged " + place(start) + " to " + place(goal);
    return aftermath.tell(before, settled, Care.ORDINARY, what, cancel);
  }

  private static Reached begin(Tab tab, Action.Place place, Cancel cancel) {
    return switch (place) {
      case Action.Place.At(var ref, var offset) -> Reaching.aim(tab, ref, offset, cancel);
      case Action.Place.Spot(var point) -> {
        var world = tab.world(cancel);
        var _ = Asking.ask(world, "before()", cancel);
        yield spot(tab, point, cancel);
      }
    };
  }

  private static Reached end(Tab tab, Action.Place place, Cancel cancel) {
    return switch (place) {
      case Action.Place.At(var ref, var offset) -> {
        var reached = Reaching.reach(tab, ref, offset, cancel);
        // where something is dropped may be covered by what is dragged
        yield reached instanceof Not ? where(tab, ref, offset, reached, cancel) : reached;
      }
      case Action.Place.Spot(var point) -> spot(tab, point, cancel);
    };
  }

  private static Reached where(
      Tab tab, int ref, @Nullable Point offset, Reached otherwise, Cancel cancel) {
    var world = Reaching.home(tab, ref, cancel);
    if (!world.parentId().isEmpty()) {
      return otherwise;
    }
    var facts = Asking.ask(world, "locate(" + ref + ")", cancel);
    var box = facts.numbers("box");
    if (!facts.text("state").equals("ok") || !facts.flag("visible") || box.size() != 4) {
      return otherwise;
    }
    double dx = offset == null ? box.get(2) / 2 : offset.x();
    double dy = offset == null ? box.get(3) / 2 : offset.y();
    var point = new Point(box.get(0) + dx, box.get(1) + dy);
    return new There(world, world.session(), point, ref, facts);
  }

  private static There spot(Tab tab, Point point, Cancel cancel) {
    return new There(tab.world(cancel), tab.page(), point, 0, new Fields(JsonObject.EMPTY));
  }

  private static String place(There there) {
    return there.ref() > 0
        ? there.name()
        : Math.round(there.point().x()) + "," + Math.round(there.point().y());
  }

  private static void carry(Before before, There from, There to, List<Point> path, Cancel cancel) {
    var session = from.session();
    var load = new AtomicReference<JsonValue>();
    // input comes to the page on another way, and must not overtake this
    session.call(new Input.SetInterceptDrags(true), Bounds.RESPONSE, cancel);
    try (var _ = session.follow(Input.DragIntercepted.KIND, drag -> load.set(drag.data()))) {
      Hand.move(session, from.point(), false);
      var down = Hand.press(session, from.point(), 1);
      Hand.await(before.tab(), down, before.documents(), cancel);
      var way = way(from.point(), to.point(), path);
      boolean entered = false;
      for (var point : way) {
        var data = load.get();
        if (data == null) {
          Hand.await(before.tab(), Hand.move(session, point, true), before.documents(), cancel);
        } else {
          var type = entered ? "dragOver" : "dragEnter";
          entered = true;
          Hand.await(before.tab(), over(session, type, point, data), before.documents(), cancel);
        }
      }
      finish(before, session, to.point(), load.get(), cancel);
    } finally {
      session.send(new Input.SetInterceptDrags(false));
    }
  }

  private static void finish(
      Before before, CdpSession session, Point at, @Nullable JsonValue load, Cancel cancel) {
    if (load != null) {
      over(session, "dragEnter", at, load);
      over(session, "dragOver", at, load);
      over(session, "drop", at, load);
    }
    Hand.await(before.tab(), Hand.release(session, at, 1), before.documents(), cancel);
  }

  private static Answer<?> over(CdpSession session, String type, Point at, JsonValue load) {
    return session.send(new Input.DispatchDragEvent(type, at.x(), at.y(), load));
  }

  /** Points on the way, the last of them its end; each part of a path has its share. */
  static List<Point> way(Point from, Point to, List<Point> path) {
    var corners = new ArrayList<Point>();
    corners.add(from);
    corners.addAll(path);
    corners.add(to);
    int each = Math.max(2, MOVES / (corners.size() - 1));
    var way = new ArrayList<Point>();
    for (int part = 1; part < corners.size(); part++) {
      var a = corners.get(part - 1);
      var b = corners.get(part);
      for (int step = 1; step <= each; step++) {
        double share = (double) step / each;
        way.add(new Point(a.x() + (b.x() - a.x()) * share, a.y() + (b.y() - a.y()) * share));
      }
    }
    return way;
  }
}
