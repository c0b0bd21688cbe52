package dev.parley.door.live;

import dev.parley.browser.LiveInput;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person did, as it is sent: places are CSS pixels of the viewport. */
sealed interface LiveEvent {
  /** The longest text of one event. */
  int LONGEST_TEXT = 10_000;

  /** The longest address. */
  int LONGEST_URL = 4_096;

  /** Nobody turns a wheel further at once. */
  int FURTHEST = 20_000;

  /** As it goes to the browser; {@code WrongShape} if nobody can do that. */
  LiveInput toInput();

  /** The pointer moved. */
  record MoveLiveEvent(double x, double y) implements LiveEvent {
    @Override
    public LiveInput toInput() {
      return new LiveInput.Move(x, y);
    }
  }

  /** A button went down; 0 is the left one, 1 the middle one, 2 the right one. */
  record DownLiveEvent(double x, double y, int button, @Nullable Integer count)
      implements LiveEvent {
    @Override
    public LiveInput toInput() {
      return press(x, y, button, true, count);
    }
  }

  /** A button came up. */
  record UpLiveEvent(double x, double y, int button, @Nullable Integer count) implements LiveEvent {
    @Override
    public LiveInput toInput() {
      return press(x, y, button, false, count);
    }
  }

  /** The wheel turned. */
  record WheelLiveEvent(double x, double y, double dx, double dy) implements LiveEvent {
    @Override
    public LiveInput toInput() {
      require(
          Math.abs(dx) <= FURTHEST && Math.abs(dy) <= FURTHEST,
          "dx and dy must be at most " + FURTHEST + ".");
      return new LiveInput.Wheel(x, y, dx, dy);
    }
  }

  /**
   * A key went down or up.
   *
   * @param key as browsers name it, {@code a} or {@code Enter}
   * @param code its place on the keyboard, such as {@code KeyA}
   * @param modifiers 1 alt, 2 control, 4 meta, 8 shift, added
   * @param text what it types, if anything
   */
  record KeyLiveEvent(
      String key,
      @Nullable String code,
      @Nullable Integer modifiers,
      @Nullable String text,
      boolean down)
      implements LiveEvent {
    @Override
    public LiveInput toInput() {
      var place = Objects.requireNonNullElse(code, "");
      var typed = Objects.requireNonNullElse(text, "");
      int held = Objects.requireNonNullElse(modifiers, 0);
      require(isKnown(key), "A key must be one character or a key that pages know, as Enter is.");
      require(CODE.matcher(place).matches(), "code must be a place on the keyboard, as KeyA is.");
      require(held >= 0 && held < 16, "modifiers must be between 0 and 15.");
      require(
          typed.isEmpty() || typed.equals("\r") || typed.equals(key),
          "text must be what the key types; send longer text as text.");
      return new LiveInput.Key(key, place, held, typed, down);
    }

    /** What is typed may be a secret. */
    @Override
    public String toString() {
      return "Key[" + down + "]";
    }
  }

  /** Text came whole, as from a paste or an input method. */
  record TextLiveEvent(String text) implements LiveEvent {
    @Override
    public LiveInput toInput() {
      require(
          !text.isEmpty() && text.length() <= LONGEST_TEXT,
          "text must be 1 to " + LONGEST_TEXT + " characters long.");
      require(
          text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF)),
          "text holds NUL or half a character.");
      return new LiveInput.Typed(text);
    }

    @Override
    public String toString() {
      return "Text[]";
    }
  }

  /** An address is gone to. */
  record GoLiveEvent(String url) implements LiveEvent {
    @Override
    public LiveInput toInput() {
      require(
          url.length() <= LONGEST_URL && SITE.matcher(url).matches(),
          "url must be an http or https address, or about:blank.");
      return new LiveInput.Go(url);
    }

    /** It may hold a secret. */
    @Override
    public String toString() {
      return "Go[]";
    }
  }

  /** The page before is gone back to. */
  record BackLiveEvent() implements LiveEvent {
    @Override
    public LiveInput toInput() {
      return new LiveInput.Back();
    }
  }

  /** The current tab is closed, unless it is the last one. */
  record CloseLiveEvent() implements LiveEvent {
    @Override
    public LiveInput toInput() {
      return new LiveInput.CloseTab();
    }
  }

  Pattern SITE = Pattern.compile("(?i)https?://[^/?#\\\\\\s][^\\s]*|about:blank");

  Pattern CODE = Pattern.compile("[A-Za-z0-9]{0,20}");

  Set<String> KEYS =
      Set.of(
          "Alt",
          "AltGraph",
          "ArrowDown",
          "ArrowLeft",
          "ArrowRight",
          "ArrowUp",
          "Backspace",
          "Control",
          "Delete",
          "End",
          "Enter",
          "Escape",
          "Home",
          "Insert",
          "Meta",
          "PageDown",
          "PageUp",
          "Shift",
          "Tab");

  private static boolean isKnown(String key) {
    boolean character =
        key.codePointCount(0, key.length()) == 1 && key.codePointAt(0) >= ' ' && !isHalf(key);
    return character || KEYS.contains(key) || key.matches("F([1-9]|1[0-2])");
  }

  private static boolean isHalf(String key) {
    return key.length() == 1 && Character.isSurrogate(key.charAt(0));
  }

  private static LiveInput press(
      double x, double y, int button, boolean down, @Nullable Integer count) {
    int times = Objects.requireNonNullElse(count, 1);
    require(button >= 0 && button <= 2, "button must be 0, 1 or 2.");
    require(times >= 1 && times <= 3, "count must be 1, 2 or 3.");
    return new LiveInput.Button(x, y, button, down, times);
  }

  private static void require(boolean right, String rule) {
    if (!right) {
      throw new ProblemException(new WrongShape(rule));
    }
  }
}
