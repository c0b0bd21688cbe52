package dev.parley.chrome.look;

import dev.parley.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the walker saw of one document.
 *
 * @param scroll how far it is scrolled, and how far it can be
 * @param next the next number to give out
 * @param outside about how many lines there are above and below what was looked at
 * @param suspects elements that may host a closed shadow root and were not asked for yet
 */
public record Sight(
    String title,
    String url,
    List<Integer> scroll,
    int next,
    List<Line> lines,
    List<Integer> outside,
    int suspects) {
  public Sight {
    lines = List.copyOf(lines);
    scroll = List.copyOf(scroll);
    outside = List.copyOf(outside);
    if (scroll.size() != 2 || outside.size() != 2) {
      throw new IllegalArgumentException("scroll is two numbers, and so is what is outside");
    }
  }

  /** Reads the walker's answer. */
  public static Sight parse(String json) {
    return Json.read(json, Sight.class);
  }

  int above() {
    return outside.getFirst();
  }

  int below() {
    return outside.getLast();
  }

  /** Frames whose documents have to be looked at by themselves. */
  public List<Hole> holes() {
    return lines.stream().filter(Line::isHole).map(Line::hole).toList();
  }

  /** With the sights of frames in their places; keys are the numbers of the frames. */
  public Sight filled(Map<Integer, Sight> frames) {
    var all = new ArrayList<Line>();
    for (var line : lines) {
      all.add(line);
      var inside = line.isHole() ? frames.get(line.r()) : null;
      if (inside != null) {
        inside.lines().forEach(each -> all.add(each.deeper(line.d() + 1)));
      }
    }
    var last = frames.values().stream().mapToInt(Sight::next).max().orElse(next);
    return new Sight(title, url, scroll, Math.max(next, last), all, outside, suspects);
  }

  /** Where lines stand of which a name or the value of a trait is {@code hidden}. */
  public List<Spot> spots(Predicate<String> hidden) {
    var spots = new ArrayList<Spot>();
    for (var line : lines) {
      var box = line.b();
      if (box != null && line.shows(hidden)) {
        spots.add(new Spot(box.get(0), box.get(1), box.get(2), box.get(3)));
      }
    }
    return spots;
  }

  /** A box of the viewport. */
  public record Spot(int x, int y, int width, int height) {}

  /**
   * One thing on the page, as the walker writes it.
   *
   * @param d depth
   * @param r its number, 0 for none
   * @param k kind: a role, {@code text}, {@code row} …
   * @param n name, of a row the cells
   * @param a traits in order
   * @param b left, top, width and height
   * @param f bits: 1 covered, 2 in the viewport, 4 shows its place always, 8 a frame to look into
   * @param w of such a frame the edges of its inside, and of the part that shows
   */
  public record Line(
      int d,
      int r,
      String k,
      List<String> n,
      List<Trait> a,
      @Nullable List<Integer> b,
      @Nullable Integer f,
      @Nullable List<Integer> w) {
    public Line {
      n = List.copyOf(n);
      a = List.copyOf(a);
    }

    private boolean bit(int bit) {
      return f != null && (f & bit) != 0;
    }

    /** A row's cells may make up one text. */
    boolean shows(Predicate<String> hidden) {
      return n.stream().anyMatch(hidden)
          || a.stream().flatMap(trait -> trait.v().stream()).anyMatch(hidden)
          || (n.size() > 1 && hidden.test(String.join(" ", n)));
    }

    boolean isCovered() {
      return bit(1);
    }

    boolean isInView() {
      return bit(2);
    }

    boolean isHole() {
      return bit(8) && w != null;
    }

    Line deeper(int by) {
      return new Line(d + by, r, k, n, a, b, f, w);
    }

    Hole hole() {
      if (w == null || w.size() != 8) {
        throw new IllegalStateException("the walker says nothing of the frame's place");
      }
      int x = w.get(0);
      int y = w.get(1);
      var seen = new Walker.Edges(w.get(4) - x, w.get(5) - y, w.get(6) - x, w.get(7) - y);
      return new Hole(r, new Walker.Window(x, y, seen));
    }
  }

  /** A property: its key, and values unless the key says it all. */
  public record Trait(String k, List<String> v) {
    public Trait {
      v = List.copyOf(v);
    }
  }

  /** A frame that the walker of its parent cannot look into. */
  public record Hole(int ref, Walker.Window window) {}
}
