package dev.parley.chrome;

import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Input;

/** A keyboard; its events are sent one after the other without waiting. */
final class Keyboard {
  private record Modifier(int bit, String key) {
    KeyPress pressed(int held) {
      return new KeyPress(key, key + "Left", held, null);
    }
  }

  private static final Modifier[] MODIFIERS = {
    new Modifier(KeyPress.CONTROL, "Control"),
    new Modifier(KeyPress.ALT, "Alt"),
    new Modifier(KeyPress.META, "Meta"),
    new Modifier(KeyPress.SHIFT, "Shift")
  };

  private Keyboard() {}

  /** Down and up again, with what is held around it. */
  static Answer<?> press(CdpSession session, KeyPress key) {
    int held = 0;
    for (var modifier : MODIFIERS) {
      if ((key.modifiers() & modifier.bit()) != 0) {
        held |= modifier.bit();
        send(session, "rawKeyDown", modifier.pressed(held));
      }
    }
    send(session, key.text() == null ? "rawKeyDown" : "keyDown", key);
    var up = new KeyPress(key.key(), key.code(), key.modifiers(), null);
    Answer<?> last = send(session, "keyUp", up);
    for (var modifier : MODIFIERS) {
      if ((key.modifiers() & modifier.bit()) != 0) {
        held &= ~modifier.bit();
        last = send(session, "keyUp", modifier.pressed(held));
      }
    }
    return last;
  }

  /** Every character by its key; what breaks a line is inserted, as its key may send a form. */
  static Answer<?> type(CdpSession session, String text) {
    Answer<?> last = null;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      if (point == '\r') {
        continue;
      }
      last =
          point == '\n' || point == '\t'
              ? session.send(new Input.InsertText(Character.toString(point)))
              : press(session, KeyPress.character(Character.toString(point), 0));
    }
    return last == null ? session.send(new Input.InsertText("")) : last;
  }

  private static Answer<?> send(CdpSession session, String type, KeyPress key) {
    return session.send(
        new Input.DispatchKeyEvent(
            type, key.key(), key.code(), key.modifiers(), Keys.code(key.key()), key.text()));
  }
}
