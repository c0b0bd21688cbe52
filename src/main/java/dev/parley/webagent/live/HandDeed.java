package dev.parley.webagent.live;

import java.time.Instant;

/**
 * What a person did by hand, as it stands in the events of a session; places are CSS pixels of the
 * viewport.
 */
public sealed interface HandDeed {
  Instant at();

  /** A button was pressed; 0 is the left one, {@code count} 2 makes a double click. */
  record PressHandDeed(Instant at, int x, int y, int button, int count) implements HandDeed {}

  /** Something was dragged. */
  record DragHandDeed(Instant at, int x, int y, int toX, int toY) implements HandDeed {}

  /** The wheel was turned, in all so far. */
  record ScrollHandDeed(Instant at, int x, int y, int dx, int dy) implements HandDeed {}

  /** Text was typed or pasted: how long it was. */
  record TypeHandDeed(Instant at, int characters) implements HandDeed {}

  /** An address was gone to, without what stands behind its path. */
  record GoHandDeed(Instant at, String url) implements HandDeed {}

  /** The page before was gone back to. */
  record BackHandDeed(Instant at) implements HandDeed {}

  /** The current tab was closed. */
  record CloseHandDeed(Instant at) implements HandDeed {}

  /** A key that types nothing, or a combination of keys. */
  record KeyHandDeed(Instant at, String key, int times) implements HandDeed {}
}
