package dev.parley.chrome.cdp;

import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a hand does. */
public final class Input {
  private Input() {}

  /** The pointer moved, a button went down or up. */
  public record DispatchMouseEvent(
      String type, double x, double y, String button, int buttons, int clickCount, int modifiers)
      implements Command.Order {}

  /** The wheel turned. */
  public record Wheel(String type, double x, double y, double deltaX, double deltaY)
      implements Command.Order {
    public Wheel(double x, double y, double deltaX, double deltaY) {
      this("mouseWheel", x, y, deltaX, deltaY);
    }

    @Override
    public String method() {
      return "Input.dispatchMouseEvent";
    }
  }

  /** A key went down or up. */
  public record DispatchKeyEvent(
      String type,
      String key,
      String code,
      int modifiers,
      int windowsVirtualKeyCode,
      @Nullable String text)
      implements Command.Order {
    @Override
    public String toString() {
      return "DispatchKeyEvent[" + type + "]";
    }
  }

  /** Text as if pasted or composed. */
  public record InsertText(String text) implements Command.Order {
    @Override
    public String toString() {
      return "InsertText[]";
    }
  }

  /** Whether drags that a page begins are told instead of carried out by the system. */
  public record SetInterceptDrags(boolean enabled) implements Command.Order {}

  /** A page began a drag with this load. */
  public record DragIntercepted(JsonValue data) {
    public static final EventKind<DragIntercepted> KIND =
        EventKind.of(
            "Input.dragIntercepted",
            fields -> new DragIntercepted(fields.object().get("data").orElse(JsonObject.EMPTY)));
  }

  /** A load is dragged over a point, dropped there, or the drag is given up. */
  public record DispatchDragEvent(String type, double x, double y, JsonValue data)
      implements Command.Order {}
}
