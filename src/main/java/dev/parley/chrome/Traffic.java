package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.Network;
import dev.parley.chrome.cdp.Page;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** What a tab is loading, and when it last was. */
final class Traffic {
  /** These may stay open for ever. */
  private static final Set<String> ENDLESS =
      Set.of("WebSocket", "EventSource", "Media", "Ping", "CSPViolationReport", "Prefetch");

  private record Under(long number, String type, String frame, String loader, long since) {
    /** How long it may still hold anybody up: what asks and waits for ever is no sign of unrest. */
    long left() {
      return type.equals("Document")
          ? Long.MAX_VALUE
          : Bounds.ACTION.toNanos() - (System.nanoTime() - since);
    }
  }

  private final String mainFrame;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Under> open = new HashMap<>();
  private long lastActivity = System.nanoTime();
  private long begun;
  private int documents;
  private int status;
  private String failure = "";
  private boolean ended;

  Traffic(String mainFrame) {
    this.mainFrame = mainFrame;
  }

  /** Listens to a page, or to a frame of it that has a process of its own. */
  void follow(CdpSession session) {
    session.on(
        Network.RequestWillBeSent.KIND,
        request -> {
          // those without a document are of workers, and end elsewhere
          if (!ENDLESS.contains(request.type()) && !request.loaderId().isEmpty()) {
            note(() ->
                open.put(
                    request.requestId(),
                    new Under(
                        ++begun,
                        request.type(),
                        request.frameId(),
                        request.loaderId(),
                        System.nanoTime())));
          }
        });
    session.on(Network.LoadingFinished.KIND, end -> finished(end.requestId()));
    session.on(Network.LoadingFailed.KIND, this::failed);
    session.on(Network.ResponseReceived.KIND, this::answered);
    session.on(Page.FrameNavigated.KIND, this::navigated);
    // told by the page itself, in order with what it answers; the requests come from elsewhere
    session.on(Page.FrameRequestedNavigation.KIND, _ -> note(() -> begun++));
    session.on(Page.FrameScheduledNavigation.KIND, _ -> note(() -> begun++));
    session.on(Page.WindowOpen.KIND, _ -> note(() -> begun++));
    session.on(Page.NavigatedWithinDocument.KIND, _ -> moved());
    session.on(
        Page.FrameDetached.KIND,
        gone -> note(() -> open.values().removeIf(one -> one.frame().equals(gone.frameId()))));
  }

  /** How many documents the tab has had. */
  int documents() {
    lock.lock();
    try {
      return documents;
    } finally {
      lock.unlock();
    }
  }

  /** The HTTP status of the present document; 0 if there is none. */
  int status() {
    lock.lock();
    try {
      return status;
    } finally {
      lock.unlock();
    }
  }

  /** Why the tab's last document that did not come did not. */
  String failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** How many requests and navigations have begun. */
  long begun() {
    lock.lock();
    try {
      return begun;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the tab itself is on its way to another document. */
  boolean isLeaving() {
    lock.lock();
    try {
      return open.values().stream()
          .anyMatch(one -> one.type().equals("Document") && one.frame().equals(mainFrame));
    } finally {
      lock.unlock();
    }
  }

  /** When something last began or ended to load. */
  long lastActivity() {
    lock.lock();
    try {
      return lastActivity;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until nothing loads; whether that came in time.
   *
   * @param before so many had begun earlier and may go on
   */
  boolean awaitLoaded(long before, long deadline, Cancel cancel) {
    return await(
        () ->
            open.values().stream()
                .filter(one -> one.number() > before)
                .mapToLong(Under::left)
                .filter(left -> left > 0)
                .min()
                .orElse(0),
        deadline,
        cancel);
  }

  /** Whoever waits looks again. */
  void poke() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something is so after some event of the page; whether it came in time. */
  boolean awaitUntil(BooleanSupplier so, long deadline, Cancel cancel) {
    return await(() -> so.getAsBoolean() ? 0 : Long.MAX_VALUE, deadline, cancel);
  }

  /** The tab is gone or crashed: nobody waits for it any more. */
  void end() {
    note(() -> {
      open.clear();
      ended = true;
    });
  }

  /** It lives again. */
  void revived() {
    note(() -> ended = false);
  }

  private interface Left {
    long nanos();
  }

  private boolean await(Left left, long deadline, Cancel cancel) {
    try (var _ = cancel.onCancel(this::poke)) {
      lock.lock();
      try {
        for (long more = left.nanos(); more > 0 && !ended; more = left.nanos()) {
          cancel.check();
          long time = Math.min(more, deadline - System.nanoTime());
          if (time <= 0) {
            return false;
          }
          var _ = changed.await(time, TimeUnit.NANOSECONDS);
        }
        return !ended;
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Cancel.Cancelled();
    }
  }

  private void answered(Network.ResponseReceived answer) {
    if (answer.type().equals("Document") && answer.frameId().equals(mainFrame)) {
      note(() -> status = answer.status());
    } else if (answer.mimeType().equals("text/event-stream")
        || answer.mimeType().startsWith("multipart/")) {
      finished(answer.requestId());
    }
  }

  private void moved() {
    note(() -> {});
  }

  private void navigated(Page.FrameNavigated frame) {
    note(() -> {
      // requests of the document before may never be reported as ended
      open.values()
          .removeIf(
              one -> one.frame().equals(frame.frameId()) && !one.loader().equals(frame.loaderId()));
      if (frame.frameId().equals(mainFrame)) {
        documents++;
        if (!frame.url().startsWith("http")) {
          status = 0;
        }
      }
    });
  }

  private void failed(Network.LoadingFailed end) {
    note(() -> {
      var gone = open.remove(end.requestId());
      if (gone != null && gone.type().equals("Document") && gone.frame().equals(mainFrame)) {
        failure = end.errorText();
      }
    });
  }

  private void finished(String request) {
    note(() -> open.remove(request));
  }

  private void note(Runnable change) {
    lock.lock();
    try {
      change.run();
      lastActivity = System.nanoTime();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    lock.lock();
    try {
      return documents + " documents, " + open + " loading";
    } finally {
      lock.unlock();
    }
  }
}
