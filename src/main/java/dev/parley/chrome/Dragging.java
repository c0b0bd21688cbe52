package dev.parley.chrome;

import dev.parley.browser.Action;
import dev.parley.browser.Action.Point;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Aftermath.Before;
import dev.parley.chrome.Aftermath.Care;
import dev.parley.chrome.Reaching.Not;
import dev.parley.chrome.Reaching.Reached;
import dev.parley.chrome.Reaching.There;
import dev.parley.chrome.cdp.Fields;
import dev.parley.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drags from one place to another, as a hand would: about ten moves between.
 *
 * <p>A goal that does not fit into one view with the start is scrolled to while the button is down.
 */
final class Dragging {
  private static final int MOVES = 10;

  /** Moves that begin a drag, wherever it goes. */
  private static final int NUDGE = 4;

  private static final String NOTHING = "; nothing was done, ";

  private final Aftermath aftermath;

  Dragging(Aftermath aftermath) {
    this.aftermath = aftermath;
  }

  Done drag(Tab tab, Action.Drag drag, Cancel cancel) {
    var shown = scrolledTo(tab, cancel);
    // there must be a way to the goal; what that takes out of view is brought back
    var to = end(tab, drag.to(), cancel);
    var from = to instanceof Not ? to : begin(tab, drag.from(), cancel);
    if (from instanceof Not not) {
      return not.refused();
    }
    var start = (There) from;
    var before = aftermath.before(tab, start.world(), true, cancel);
    var goal = beside(tab, drag, start, cancel);
    var hindrance = "";
    if (!start.session().equals(((There) to).session())) {
      hindrance = "nothing can be dragged from one frame into another; nothing was done";
    } else if (usesPoints(drag)) {
      hindrance = displaced(goal.isPresent(), scrolledTo(tab, cancel).equals(shown));
    }
    if (!hindrance.isEmpty()) {
      aftermath.over(before, tab, cancel);
      return Done.refused(hindrance);
    }
    if (goal.isEmpty() && begin(tab, drag.from(), cancel) instanceof There again) {
      start = again;
    }
    return told(before, start, carry(before, drag, start, goal, cancel), cancel);
  }

  private Done told(Before before, There start, Optional<There> goal, Cancel cancel) {
    var settled = aftermath.rest(before, Care.ORDINARY, cancel);
    if (settled.isStray()) {
      aftermath.over(before, before.tab(), cancel);
      return Done.refused(Reaching.covered(start.name(), settled.said().at("press").at("by")));
    }
    var what =
        goal.map(there -> "dragged " + place(start) + " to " + place(there))
            .orElseGet(() ->
                "took " + place(start) + ", whose goal could not be reached, and let go of it");
    return aftermath.tell(before, settled, Care.ORDINARY, what, cancel);
  }

  private static boolean usesPoints(Action.Drag drag) {
    return !drag.path().isEmpty()
        || drag.from() instanceof Action.Place.Spot
        || drag.to() instanceof Action.Place.Spot;
  }

  /** Why points do not mean what they meant to whoever looked. */
  private static String displaced(boolean together, boolean unscrolled) {
    if (!together) {
      return "its ends do not fit into one view"
          + NOTHING
          + "drag without points, from one number to another";
    }
    return unscrolled
        ? ""
        : "the page had to be scrolled and its points are elsewhere now"
            + NOTHING
            + "look again and drag with the points as they are";
  }

  private static List<Double> scrolledTo(Tab tab, Cancel cancel) {
    return Asking.ask(tab.world(cancel), "scrolledTo()", cancel).numbers("point");
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
        yield reached instanceof Not && still(tab, place, cancel) instanceof There there
            ? there
            : reached;
      }
      case Action.Place.Spot(var point) -> spot(tab, point, cancel);
    };
  }

  private static Reached still(Tab tab, Action.Place place, Cancel cancel) {
    return switch (place) {
      case Action.Place.At(var ref, var offset) -> Reaching.still(tab, ref, offset, cancel);
      case Action.Place.Spot(var point) -> spot(tab, point, cancel);
    };
  }

  /** The goal as it lies while the start is in view; empty if they do not fit into one. */
  private static Optional<There> beside(Tab tab, Action.Drag drag, There start, Cancel cancel) {
    var goal = still(tab, drag.to(), cancel);
    // in a frame, asking may scroll what is around it
    var now = still(tab, drag.from(), cancel);
    return goal instanceof There there
            && now instanceof There same
            && Math.abs(same.point().x() - start.point().x()) < 2
            && Math.abs(same.point().y() - start.point().y()) < 2
        ? Optional.of(there)
        : Optional.empty();
  }

  private static There spot(Tab tab, Point point, Cancel cancel) {
    return new There(tab.world(cancel), tab.page(), point, 0, new Fields(JsonObject.EMPTY));
  }

  private static String place(There there) {
    return there.ref() > 0
        ? there.name()
        : Math.round(there.point().x()) + "," + Math.round(there.point().y());
  }

  /** Where it arrived; empty if its goal could not be reached with the button down. */
  private static Optional<There> carry(
      Before before, Action.Drag drag, There from, Optional<There> near, Cancel cancel) {
    try (var hand = new Carrying(before, from.session(), cancel)) {
      hand.take(from.point());
      var goal = near;
      var at = from.point();
      if (goal.isEmpty()) {
        for (int step = 1; step <= 2; step++) {
          at = new Point(at.x() + NUDGE, at.y() + NUDGE);
          hand.along(List.of(at));
        }
        goal = far(before.tab(), drag.to(), cancel);
      }
      var end = goal.map(There::point).orElse(at);
      hand.along(way(at, end, drag.path()));
      hand.drop(end);
      return goal;
    }
  }

  private static Optional<There> far(Tab tab, Action.Place place, Cancel cancel) {
    return end(tab, place, cancel) instanceof There there ? Optional.of(there) : Optional.empty();
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
