package dev.parley.browser;

/** What a person does in a session they watch; coordinates are CSS pixels of the viewport. */
public sealed interface LiveInput {
  /** The pointer moved. */
  record Move(double x, double y) implements LiveInput {}

  /** A button went down or up. */
  record Button(double x, double y, int button, boolean down, int count) implements LiveInput {}

  /** The wheel turned. */
  record Wheel(double x, double y, double dx, double dy) implements LiveInput {}

  /** A key went down or up; {@code text} is what it types, empty if nothing. */
  record Key(String key, String code, int modifiers, String text, boolean down)
      implements LiveInput {}

  /** Text came whole, as from a paste or an input method. */
  record Typed(String text) implements LiveInput {}

  /** An address was entered; none but http and https ones and about:blank are gone to. */
  record Go(String url) implements LiveInput {}

  /** History back, if there is one. */
  record Back() implements LiveInput {}

  /** The current tab is not wanted any more; the last one stays. */
  record CloseTab() implements LiveInput {}
}
