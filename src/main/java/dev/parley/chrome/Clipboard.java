package dev.parley.chrome;

import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.Input;
import dev.parley.chrome.cdp.Script;
import java.util.ArrayList;
import java.util.List;

/** A clipboard of one session; the browser's own is shared by all of them. */
final class Clipboard {
  /** The selection of the frame that has the focus; of a password field, nothing. */
  private static final String SELECTION =
      """
      (() => {
        if (!document.hasFocus()) return null;
        let element = document.activeElement;
        while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
        if (element && /^(IFRAME|FRAME)$/.test(element.tagName)) return null;
        if (element && typeof element.selectionStart === 'number') {
          if (element.type === 'password') return '';
          return element.value.substring(element.selectionStart, element.selectionEnd);
        }
        return String(getSelection());
      })()
      """;

  private volatile String text = "";

  /** The text in it. */
  String text() {
    return text;
  }

  /** Takes the selection, once answered; an empty one leaves what was there. */
  List<Answer<Script.Evaluated>> copy(Tab tab) {
    var asked = new ArrayList<Answer<Script.Evaluated>>();
    for (var world : tab.frames().worlds()) {
      var answer = world.session().send(Script.Evaluate.value(SELECTION, world.context()));
      answer.then(selected -> {
        var found = selected.thrown().isEmpty() ? selected.value().text() : "";
        if (!found.isEmpty()) {
          text = found;
        }
      });
      asked.add(answer);
    }
    return asked;
  }

  /** Takes the selection and deletes it. */
  void cut(Tab tab) {
    var _ = copy(tab);
    var focus = Focus.session(tab);
    focus.send(new Input.DispatchKeyEvent("rawKeyDown", "Delete", "Delete", 0, 46, null));
    focus.send(new Input.DispatchKeyEvent("keyUp", "Delete", "Delete", 0, 46, null));
  }

  /** Inserts what is in it. */
  void paste(Tab tab) {
    if (!text.isEmpty()) {
      Focus.session(tab).send(new Input.InsertText(text));
    }
  }
}
