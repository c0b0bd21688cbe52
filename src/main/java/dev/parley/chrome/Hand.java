package dev.parley.chrome;

import dev.parley.browser.Action.Point;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.Answer;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Input;
import java.time.Duration;

/** A pointer; its events are sent one after the other without waiting. */
final class Hand {
  private Hand() {}

  static Answer<?> move(CdpSession session, Point to, boolean pressed) {
    return session.send(
        new Input.DispatchMouseEvent(
            "mouseMoved", to.x(), to.y(), pressed ? "left" : "none", pressed ? 1 : 0, 0, 0));
  }

  static Answer<?> press(CdpSession session, Point at, int count) {
    return session.send(
        new Input.DispatchMouseEvent("mousePressed", at.x(), at.y(), "left", 1, count, 0));
  }

  static Answer<?> release(CdpSession session, Point at, int count) {
    return session.send(
        new Input.DispatchMouseEvent("mouseReleased", at.x(), at.y(), "left", 0, count, 0));
  }

  /** Moves there, presses and releases, so many times. */
  static Answer<?> click(CdpSession session, Point at, int times) {
    Answer<?> last = move(session, at, false);
    for (int count = 1; count <= times; count++) {
      press(session, at, count);
      last = release(session, at, count);
    }
    return last;
  }

  /**
   * Waits until the page has taken the last of its input, has gone elsewhere or is gone.
   *
   * @throws CdpFailure if it crashed or does not respond
   */
  static void await(Tab tab, Answer<?> last, int documents, Cancel cancel) {
    last.whenDone(tab.traffic()::poke);
    long deadline = System.nanoTime() + Bounds.RESPONSE.toNanos();
    boolean taken =
        tab.traffic()
            .awaitUntil(
                () -> last.isDone() || tab.traffic().documents() != documents, deadline, cancel);
    if (taken && tab.traffic().documents() != documents) {
      return;
    }
    try {
      var _ = last.await(Duration.ofMillis(1), cancel);
    } catch (CdpFailure failed) {
      // a frame that went away, or the tab itself, closed by what was pressed
      boolean went =
          failed.kind() == CdpFailure.Kind.DETACHED || failed.kind() == CdpFailure.Kind.REFUSED;
      if (!went) {
        throw failed;
      }
    }
  }
}
