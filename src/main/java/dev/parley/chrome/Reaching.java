package dev.parley.chrome;

import dev.parley.browser.Action.Point;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Frames.FrameWorld;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Fields;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings elements into view, and finds where a pointer reaches them. */
final class Reaching {
  /** An element at hand, or why it is not. */
  sealed interface Reached {}

  /**
   * An element that a press at a point comes to.
   *
   * @param world of the document it stands in
   * @param session that takes input there
   * @param point in the coordinates of that session
   * @param facts what the walker says of it
   */
  record There(FrameWorld world, CdpSession session, Point point, int ref, Fields facts)
      implements Reached {
    boolean is(String trait) {
      return facts.flag(trait);
    }

    /** As a listing shows it. */
    String name() {
      return named(ref, facts);
    }
  }

  /** It cannot be reached, with what to do. */
  record Not(String why) implements Reached {
    Done refused() {
      return Done.refused(why);
    }
  }

  private Reaching() {}

  /** Where a number is at home; the tab's own document if nobody else knows it. */
  static FrameWorld home(Tab tab, int ref, Cancel cancel) {
    return tab.seen().owner(ref).flatMap(tab.frames()::world).orElseGet(() -> tab.world(cancel));
  }

  /** Origin of the document it stands in; empty if it is not there, or its document has none. */
  static Optional<String> origin(Tab tab, int ref, Cancel cancel) {
    var world = home(tab, ref, cancel);
    return Asking.ask(world, "locate(" + ref + ")", cancel).text("state").equals("ok")
        ? tab.frames().origin(world.frameId())
        : Optional.empty();
  }

  /** Brings it into view, remembers how things are, and watches over the press to come. */
  static Reached aim(Tab tab, int ref, @Nullable Point offset, Cancel cancel) {
    return find(tab, ref, offset, "aim", cancel);
  }

  /** Brings it into view. */
  static Reached reach(Tab tab, int ref, @Nullable Point offset, Cancel cancel) {
    return find(tab, ref, offset, "reach", cancel);
  }

  /** Where it lies without scrolling, even if covered: something may be dropped there. */
  static Reached still(Tab tab, int ref, @Nullable Point offset, Cancel cancel) {
    return find(tab, ref, offset, "still", cancel);
  }

  private static Reached find(Tab tab, int ref, @Nullable Point offset, String how, Cancel cancel) {
    var world = home(tab, ref, cancel);
    var where = offset == null ? "null" : "[" + offset.x() + "," + offset.y() + "]";
    var facts = Asking.ask(world, how + "(" + ref + "," + where + ")", cancel);
    if (!facts.text("state").equals("ok")) {
      return new Not(missing(ref, facts.text("state")));
    }
    if (!facts.flag("hit")) {
      return new Not(covered(named(ref, facts), facts.at("by")));
    }
    return lift(tab, new There(world, world.session(), point(facts), ref, facts), cancel);
  }

  /** Through the frames around it: each must let the point be seen. */
  private static Reached lift(Tab tab, There inner, Cancel cancel) {
    var there = inner;
    var frame = inner.world();
    var point = inner.point();
    boolean ours = true;
    for (int depth = 0; depth < Bounds.FRAME_DEPTH && !frame.parentId().isEmpty(); depth++) {
      var holder = tab.seen().holder(frame.frameId());
      var parent = holder.flatMap(each -> tab.frames().world(each.frameId()));
      if (holder.isEmpty() || parent.isEmpty()) {
        return new Not(missing(inner.ref(), "gone"));
      }
      var call = "through(%d,%s,%s)".formatted(holder.get().ref(), point.x(), point.y());
      var outer = Asking.ask(parent.get(), call, cancel);
      if (!outer.text("state").equals("ok")) {
        return new Not(missing(inner.ref(), outer.text("state")));
      }
      if (!outer.flag("hit")) {
        return new Not(covered(inner.name(), outer.at("by")));
      }
      point = point(outer);
      // frames of one process share its coordinates
      ours &= parent.get().session().equals(inner.session());
      if (ours) {
        there = new There(inner.world(), inner.session(), point, inner.ref(), inner.facts());
      }
      frame = parent.get();
    }
    return there;
  }

  private static Point point(Fields facts) {
    var point = facts.numbers("point");
    if (point.size() != 2) {
      throw new IllegalStateException("the walker names no point");
    }
    return new Point(point.getFirst(), point.getLast());
  }

  static String named(int ref, Fields facts) {
    var name = facts.text("name");
    return "[" + ref + "] " + facts.text("role") + (name.isEmpty() ? "" : " " + Quoted.of(name));
  }

  /** Why there is no such element, in words. */
  static String missing(int ref, String state) {
    var words =
        switch (state) {
          case "unknown" -> "is no element of this page";
          case "gone" -> "is no longer on the page";
          case "changed" -> "is not what it was when it was listed";
          case "unpainted" -> "cannot be seen now, nor scrolled to";
          default -> "cannot be used: " + state;
        };
    return "[" + ref + "] " + words + "; nothing was done, look again";
  }

  /** What lies over it, and how that can be closed. */
  static String covered(String name, Fields by) {
    if (by.text("role").isEmpty()) {
      return name + " is covered; nothing was done";
    }
    int ref = (int) by.whole("ref");
    var what =
        (ref > 0 ? "[" + ref + "] " : "")
            + by.text("role")
            + (by.text("name").isEmpty() ? "" : " " + Quoted.of(by.text("name")));
    var ways =
        by.list("ways").stream()
            .map(way -> "[" + way.whole("ref") + "] " + Quoted.of(way.text("name")))
            .collect(Collectors.joining(", "));
    return name
        + " is covered by "
        + what
        + "; nothing was done"
        + (ways.isEmpty() ? "" : ", close it first: " + ways);
  }
}
