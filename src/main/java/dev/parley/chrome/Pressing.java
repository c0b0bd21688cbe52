package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.Aftermath.Care;
import dev.parley.chrome.Frames.FrameWorld;
import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.Input;

/** Presses keys wherever the focus is. */
final class Pressing {
  private static final int MOST = 200;

  private final Aftermath aftermath;
  private final Clipboard clipboard;

  Pressing(Aftermath aftermath, Clipboard clipboard) {
    this.aftermath = aftermath;
    this.clipboard = clipboard;
  }

  Done press(Tab tab, String keys, Cancel cancel) {
    var row = KeyPress.row(keys);
    if (row.isEmpty() || row.get().size() > MOST) {
      return Done.refused(
          Quoted.of(keys)
              + " are no keys; use characters and names such as Enter, Tab, Escape, ArrowDown,"
              + " PageDown, F5, with Control+, Shift+, Alt+ or Meta+ before them, apart by spaces;"
              + " nothing was done");
    }
    var world = Focus.frame(tab, cancel);
    var before = aftermath.before(tab, world, false, cancel);
    for (var key : row.get()) {
      Hand.await(tab, send(tab, world, key, cancel), before.documents(), cancel);
      if (tab.traffic().documents() != before.documents()) {
        break;
      }
    }
    var settled = aftermath.rest(before, Care.KEYS, cancel);
    return aftermath.tell(before, settled, Care.KEYS, "pressed " + Quoted.of(keys), cancel);
  }

  private Answer<?> send(Tab tab, FrameWorld world, KeyPress key, Cancel cancel) {
    return switch (key.clipboard()) {
      case NONE -> Keyboard.press(world.session(), key);
      case COPY -> copy(tab, cancel);
      case CUT -> {
        var _ = copy(tab, cancel);
        yield Keyboard.press(world.session(), new KeyPress("Delete", "Delete", 0, null));
      }
      case PASTE -> world.session().send(new Input.InsertText(clipboard.text()));
    };
  }

  private Answer<?> copy(Tab tab, Cancel cancel) {
    Answer<?> last = null;
    for (var selection : clipboard.copy(tab)) {
      last = selection;
      try {
        var _ = selection.await(Bounds.RESPONSE, cancel);
      } catch (CdpFailure gone) {
        if (gone.kind() != CdpFailure.Kind.REFUSED) {
          throw gone;
        }
      }
    }
    return last == null ? tab.page().send(new Input.InsertText("")) : last;
  }
}
