package dev.parley.chrome.look;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The script that looks at a page from inside, and how it is called.
 *
 * <p>It is installed in every frame by {@code Page.addScriptToEvaluateOnNewDocument} with {@link
 * #WORLD} and called by evaluating expressions in that world. Its entry points, all on the one
 * object {@code parley}, answer with one JSON string unless said otherwise; {@code ref} is a number
 * of a listing and {@code state} is {@code ok} or why not ({@code unknown}, {@code gone}, {@code
 * changed}, {@code unpainted}):
 *
 * <ul>
 *   <li>{@code look({next, places, origin, clip, view})}: a {@link Sight}; see {@link #look}
 *   <li>{@code text(most)}: {@code {text, cut, url, title}}, all painted text in reading order;
 *       {@code ownText(most)}: the same unless the parent's walker reads it
 *   <li>{@code locate(ref)}: box and facts; {@code node(ref)}: the node itself, or null
 *   <li>{@code reach(ref, [dx, dy]?)}: scrolls it into view and finds a {@code point} where it is
 *       topmost; else {@code hit} is false and {@code by} names what covers it and ways to close it
 *   <li>{@code aim(ref, [dx, dy]?)}: the same and {@code before()}; from now on the next press is
 *       judged when it comes, and kept from anything but its target
 *   <li>{@code through(ref, x, y)}: a point inside a frame as a point of the document around it
 *   <li>{@code at(x, y)}: what is there; {@code focused()}: whether the focus is in this document
 *   <li>{@code scroll(ref or 0, amount or null, down)}, {@code showText(text)}
 *   <li>{@code options(ref)}, {@code choose(ref, text)}, {@code setValue(ref, value)}, {@code
 *       selectText(ref, text or null)}, {@code selected()}
 *   <li>{@code ready(ref)}: after a press on a field selects what it holds; {@code keys} says
 *       whether key events are wanted
 *   <li>{@code before()}, later {@code rest({quick, quiet, waited, cap})}: a promise, resolved once
 *       the document is at rest, of {@code {busy, ready, quick, capped, effect, press}}: what has
 *       changed since, without what moves by itself, and how a press was judged; at last {@code
 *       over()}
 *   <li>{@code suspected()}: an array of elements that may host a closed shadow root, to be asked
 *       for by {@code DOM.describeNode}; {@code adopt(...roots)} hands the roots found in, resolved
 *       into the world
 *   <li>{@code listening(types, ...nodes)} hands in what {@code DOMDebugger.getEventListeners} says
 *       with depth -1 and pierce: for each node the types joined by commas. It must be asked with
 *       the page's own {@code document}: with one of the isolated world Chromium 156 crashes the
 *       renderer at a later garbage collection. Nodes are resolved into the world of their frame
 * </ul>
 */
public final class Walker {
  /** The isolated world's name. */
  public static final String WORLD = "parley";

  /** Types of listeners that make something usable; others need not be handed in. */
  public static final Set<String> LISTENERS =
      Set.of(
          "click",
          "mousedown",
          "mouseup",
          "pointerdown",
          "pointerup",
          "dblclick",
          "touchstart",
          "contextmenu",
          "mouseenter",
          "mouseover",
          "dragstart",
          "drop",
          "keydown",
          "keyup",
          "keypress");

  private static final String SOURCE = read();

  private Walker() {}

  /** The script. */
  public static String source() {
    return SOURCE;
  }

  /**
   * The expression that looks.
   *
   * @param next the next number to give out: {@link Looks#nextRef}
   * @param frame where a frame's document lies, null for a tab's own
   */
  public static String look(int next, boolean places, @Nullable Window frame) {
    var where =
        frame == null
            ? ""
            : ",origin:[%d,%d],clip:%s,view:%s"
                .formatted(frame.x(), frame.y(), frame.seen(), frame.seen());
    return "parley.look({next:" + next + ",places:" + places + where + "})";
  }

  private static String read() {
    try (InputStream in = Walker.class.getResourceAsStream("/dev/parley/chrome/walker.js")) {
      if (in == null) {
        throw new IllegalStateException("walker.js is missing from the jar: build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Where the document of a frame lies in its tab, and what of it can be seen.
   *
   * @param x of its left edge in the tab's viewport
   * @param y of its top edge in the tab's viewport
   * @param seen the part its parents let through, in its own coordinates
   */
  public record Window(int x, int y, Edges seen) {}

  /** Edges of a part of a document, in its own coordinates. */
  public record Edges(int left, int top, int right, int bottom) {
    @Override
    public String toString() {
      return "[" + left + "," + top + "," + right + "," + bottom + "]";
    }
  }
}
