package dev.parley.chrome;

import dev.parley.browser.Action.Point;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.Aftermath.Before;
import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Input;
import dev.parley.json.JsonValue;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A hand that holds something, from its press to its release. */
final class Carrying implements AutoCloseable {
  private final Before before;
  private final CdpSession session;
  private final Cancel cancel;

  /** What the browser itself drags, once the page has begun that. */
  private final AtomicReference<JsonValue> load = new AtomicReference<>();

  private final CdpSession.Following drags;
  private boolean entered;

  Carrying(Before before, CdpSession session, Cancel cancel) {
    this.before = before;
    this.session = session;
    this.cancel = cancel;
    // input comes to the page on another way, and must not overtake this
    session.call(new Input.SetInterceptDrags(true), Bounds.RESPONSE, cancel);
    this.drags = session.follow(Input.DragIntercepted.KIND, drag -> load.set(drag.data()));
  }

  void take(Point at) {
    Hand.move(session, at, false);
    await(Hand.press(session, at, 1));
  }

  void along(List<Point> way) {
    for (var point : way) {
      var data = load.get();
      if (data == null) {
        await(Hand.move(session, point, true));
      } else {
        var type = entered ? "dragOver" : "dragEnter";
        entered = true;
        await(over(type, point, data));
      }
    }
  }

  void drop(Point at) {
    var data = load.get();
    if (data != null) {
      over("dragEnter", at, data);
      over("dragOver", at, data);
      over("drop", at, data);
    }
    await(Hand.release(session, at, 1));
  }

  private Answer<?> over(String type, Point at, JsonValue data) {
    return session.send(new Input.DispatchDragEvent(type, at.x(), at.y(), data));
  }

  private void await(Answer<?> last) {
    Hand.await(before.tab(), last, before.documents(), cancel);
  }

  @Override
  public void close() {
    drags.close();
    session.send(new Input.SetInterceptDrags(false));
  }
}
