package dev.parley.chrome;

import dev.parley.browser.LiveInput;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Input;
import dev.parley.chrome.cdp.Page;
import dev.parley.chrome.cdp.Target;
import java.util.Locale;

/** Passes on what a person does, but for what would touch the clipboard all sessions share. */
final class LiveHands {
  private static final int CONTROL = 2;
  private static final int META = 4;
  private static final int SHIFT = 8;

  private final Context context;
  private final Clipboard clipboard;

  /** Buttons that are down, as in the protocol: 1 left, 2 right. */
  private volatile int pressed;

  /** Keys that are down beside the mouse. */
  private volatile int modifiers;

  LiveHands(Context context, Clipboard clipboard) {
    this.context = context;
    this.clipboard = clipboard;
  }

  void pass(LiveInput input) {
    context.tabs().peek().ifPresent(tab -> pass(tab, input));
  }

  private void pass(Tab tab, LiveInput input) {
    var page = tab.page();
    switch (input) {
      case LiveInput.Move(var x, var y) -> {
        int held = pressed;
        var button = (held & 1) != 0 ? "left" : held != 0 ? "right" : "none";
        page.send(new Input.DispatchMouseEvent("mouseMoved", x, y, button, held, 0, modifiers));
      }
      case LiveInput.Button button -> press(tab, button);
      case LiveInput.Wheel(var x, var y, var dx, var dy) ->
          page.send(new Input.Wheel(x, y, dx, dy));
      case LiveInput.Key key -> key(tab, key);
      case LiveInput.Typed(var text) -> Focus.session(tab).send(new Input.InsertText(text));
      case LiveInput.Go(var url) ->
          SiteUrl.of(url).ifPresent(site -> page.send(new Page.Navigate(site)));
      case LiveInput.Back _ ->
          page.send(new Page.GetNavigationHistory()).then(history -> back(page, history));
      case LiveInput.CloseTab _ -> {
        if (context.tabs().all().size() > 1) {
          context.chromium().browser().send(new Target.CloseTarget(tab.targetId()));
        }
      }
    }
  }

  private static void back(CdpSession page, Page.History history) {
    if (history.current() > 0) {
      var entry = history.entries().get(history.current() - 1);
      if (SiteUrl.of(entry.url()).isPresent()) {
        page.send(new Page.NavigateToHistoryEntry(entry.id()));
      }
    }
  }

  private void press(Tab tab, LiveInput.Button button) {
    int bit =
        switch (button.button()) {
          case 0 -> 1;
          case 2 -> 2;
          // the middle one pastes what any session has selected
          default -> 0;
        };
    if (bit == 0) {
      return;
    }
    if (button.down()) {
      tab.dialogs().begin();
    }
    int held = button.down() ? pressed | bit : pressed & ~bit;
    pressed = held;
    tab.page()
        .send(
            new Input.DispatchMouseEvent(
                button.down() ? "mousePressed" : "mouseReleased",
                button.x(),
                button.y(),
                bit == 1 ? "left" : "right",
                held,
                Math.max(1, button.count()),
                modifiers));
  }

  private void key(Tab tab, LiveInput.Key key) {
    modifiers = key.modifiers();
    if (key.down()) {
      tab.dialogs().begin();
    }
    var chord = Chord.of(key.key(), key.modifiers());
    if (chord != Chord.NONE) {
      if (key.down()) {
        switch (chord) {
          case COPY -> {
            var _ = clipboard.copy(tab);
          }
          case CUT -> clipboard.cut(tab);
          case PASTE -> clipboard.paste(tab);
          case NONE -> {}
        }
      }
      return;
    }
    var typed = key.down() && !key.text().isEmpty();
    Focus.session(tab)
        .send(
            new Input.DispatchKeyEvent(
                key.down() ? typed ? "keyDown" : "rawKeyDown" : "keyUp",
                key.key(),
                key.code(),
                key.modifiers(),
                Keys.code(key.key()),
                typed ? key.text() : null));
  }

  /** What a combination of keys does to the clipboard. */
  enum Chord {
    NONE,
    COPY,
    CUT,
    PASTE;

    /** {@code modifiers} as in the protocol: 1 alt, 2 control, 4 meta, 8 shift. */
    static Chord of(String key, int modifiers) {
      boolean command = (modifiers & (CONTROL | META)) != 0;
      boolean shift = (modifiers & SHIFT) != 0;
      return switch (key.toLowerCase(Locale.ROOT)) {
        case "c" -> command ? COPY : NONE;
        case "x" -> command ? CUT : NONE;
        case "v" -> command ? PASTE : NONE;
        case "insert" -> shift ? PASTE : command ? COPY : NONE;
        case "delete" -> shift ? CUT : NONE;
        case "copy" -> COPY;
        case "cut" -> CUT;
        case "paste" -> PASTE;
        default -> NONE;
      };
    }
  }
}
