package dev.parley.webagent.live;

import dev.parley.browser.LiveInput;
import dev.parley.webagent.live.HandDeed.BackHandDeed;
import dev.parley.webagent.live.HandDeed.CloseHandDeed;
import dev.parley.webagent.live.HandDeed.DragHandDeed;
import dev.parley.webagent.live.HandDeed.GoHandDeed;
import dev.parley.webagent.live.HandDeed.KeyHandDeed;
import dev.parley.webagent.live.HandDeed.PressHandDeed;
import dev.parley.webagent.live.HandDeed.ScrollHandDeed;
import dev.parley.webagent.live.HandDeed.TypeHandDeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Input in a row as deeds: what goes on with the deed before is one with it, and moves are none.
 * What is typed is counted and forgotten. For one thread at a time.
 */
final class Deeds {
  private static final int ALT = 1;
  private static final int CONTROL = 2;
  private static final int META = 4;

  /** Nearer than this, letting go is no drag. */
  private static final double STILL = 4;

  private static final Set<String> HELD = Set.of("Shift", "Control", "Alt", "Meta", "AltGraph");

  private final List<HandDeed> deeds = new ArrayList<>();
  private LiveInput.@Nullable Button pressed;

  void add(LiveInput input, Instant at) {
    switch (input) {
      case LiveInput.Move _ -> {}
      case LiveInput.Button button -> button(button, at);
      case LiveInput.Wheel(var x, var y, var dx, var dy) -> scroll(x, y, dx, dy, at);
      case LiveInput.Typed(var text) -> typed(text.codePointCount(0, text.length()), at);
      // what follows the path may hold a secret
      case LiveInput.Go(var url) ->
          deeds.add(
              new GoHandDeed(at, url.replaceFirst("[?#].*", "").replaceFirst("//[^/@]*@", "//")));
      case LiveInput.Back _ -> deeds.add(new BackHandDeed(at));
      case LiveInput.CloseTab _ -> deeds.add(new CloseHandDeed(at));
      case LiveInput.Key key -> {
        if (key.down() && !HELD.contains(key.key())) {
          key(key, at);
        }
      }
    }
  }

  private void button(LiveInput.Button button, Instant at) {
    if (button.down()) {
      pressed = button;
      deeds.add(
          new PressHandDeed(
              at, round(button.x()), round(button.y()), button.button(), button.count()));
      return;
    }
    var from = pressed;
    pressed = null;
    if (from != null
        && Math.max(Math.abs(from.x() - button.x()), Math.abs(from.y() - button.y())) >= STILL) {
      deeds.add(
          new DragHandDeed(
              at, round(from.x()), round(from.y()), round(button.x()), round(button.y())));
    }
  }

  private void scroll(double x, double y, double dx, double dy, Instant at) {
    if (last() instanceof ScrollHandDeed before) {
      replaceLast(
          new ScrollHandDeed(
              before.at(),
              before.x(),
              before.y(),
              round(before.dx() + dx),
              round(before.dy() + dy)));
    } else {
      deeds.add(new ScrollHandDeed(at, round(x), round(y), round(dx), round(dy)));
    }
  }

  private void typed(int characters, Instant at) {
    if (last() instanceof TypeHandDeed before) {
      replaceLast(new TypeHandDeed(before.at(), before.characters() + characters));
    } else {
      deeds.add(new TypeHandDeed(at, characters));
    }
  }

  private void key(LiveInput.Key key, Instant at) {
    boolean command = (key.modifiers() & (CONTROL | META)) != 0;
    boolean character = key.key().codePointCount(0, key.key().length()) == 1;
    if (character && (!command || !key.text().isEmpty())) {
      typed(1, at);
      return;
    }
    var name = prefix(key.modifiers()) + key.key();
    if (last() instanceof KeyHandDeed before && before.key().equals(name)) {
      replaceLast(new KeyHandDeed(before.at(), name, before.times() + 1));
    } else {
      deeds.add(new KeyHandDeed(at, name, 1));
    }
  }

  private static String prefix(int modifiers) {
    return ((modifiers & CONTROL) != 0 ? "Control+" : "")
        + ((modifiers & META) != 0 ? "Meta+" : "")
        + ((modifiers & ALT) != 0 ? "Alt+" : "");
  }

  private @Nullable HandDeed last() {
    return deeds.isEmpty() ? null : deeds.getLast();
  }

  private void replaceLast(HandDeed deed) {
    deeds.removeLast();
    deeds.add(deed);
  }

  private static int round(double value) {
    return (int) Math.round(value);
  }

  int size() {
    return deeds.size();
  }

  /** All since this was last asked. */
  List<HandDeed> take() {
    var taken = List.copyOf(deeds);
    deeds.clear();
    return taken;
  }
}
