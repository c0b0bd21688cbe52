package dev.parley.chrome;

import dev.parley.browser.BrowserSession;
import dev.parley.browser.Picture;
import dev.parley.cancel.Cancel;
import dev.parley.chrome.cdp.CdpFailure;
import dev.parley.chrome.cdp.CdpSession;
import dev.parley.chrome.cdp.PageView;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the current tab looks like, once or for viewers who share one stream of frames. */
final class Screen {
  private static final int STREAM_QUALITY = 60;

  /** A page that moves is not streamed all the time: every frame costs the browser. */
  private static final Duration BREATH = Duration.ofMillis(100);

  private final Context context;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Viewer> viewers = new CopyOnWriteArrayList<>();
  private final Set<CdpSession> known = new HashSet<>();
  private @Nullable CdpSession streaming;
  private long arrived;
  private boolean breathing;
  private @Nullable Picture last;

  Screen(Context context) {
    this.context = context;
    context.tabs().onCurrent(_ -> follow());
  }

  /** JPEG, or PNG for quality 100; the last one known if the page hangs. */
  Picture take(Tab tab, int quality, Cancel cancel) {
    try {
      return capture(tab, quality, cancel);
    } catch (CdpFailure hung) {
      var before = last();
      if (before == null || hung.kind() == CdpFailure.Kind.CLOSED) {
        throw hung;
      }
      return before;
    }
  }

  /** The same, of this moment or none. */
  Picture capture(Tab tab, int quality, Cancel cancel) {
    var png = quality >= 100;
    var size = context.tabs().appearance().viewport();
    var bytes =
        tab.page()
            .call(
                new PageView.CaptureScreenshot(
                    png ? "png" : "jpeg", png ? null : Math.max(1, quality), true),
                Bounds.COMMAND,
                cancel);
    var picture = new Picture(bytes, png ? "image/png" : "image/jpeg", size.width(), size.height());
    keep(picture);
    return picture;
  }

  BrowserSession.Watch watch(Consumer<Picture> frames) {
    var viewer = new Viewer(frames);
    viewers.add(viewer);
    var latest = last();
    if (latest != null) {
      viewer.show(latest);
    }
    follow();
    return () -> {
      viewers.remove(viewer);
      viewer.close();
      follow();
    };
  }

  void close() {
    viewers.forEach(Viewer::close);
    viewers.clear();
  }

  /** Streams from the current tab while somebody watches, and from no other. */
  private void follow() {
    lock.lock();
    try {
      // not before: whoever looked earlier must not have the last word
      var tab = context.tabs().peek();
      var wanted = viewers.isEmpty() || tab.isEmpty() ? null : tab.get().page();
      if (wanted == streaming) {
        return;
      }
      if (streaming != null) {
        streaming.send(new PageView.StopScreencast());
      }
      streaming = wanted;
      if (wanted != null) {
        begin(wanted);
      }
    } finally {
      lock.unlock();
    }
  }

  private void begin(CdpSession page) {
    if (known.add(page)) {
      page.on(PageView.ScreencastFrame.KIND, frame -> arrived(page, frame));
    }
    if (!breathing) {
      start(page);
    }
  }

  private void start(CdpSession page) {
    var size = context.tabs().appearance().viewport();
    page.send(new PageView.StartScreencast("jpeg", STREAM_QUALITY, size.width(), size.height()))
        // a page that changes from one process to another has nothing to show for a moment
        .whenRefused(() -> Thread.ofVirtual().name("screen").start(() -> pause(page)));
  }

  private void pause(CdpSession page) {
    lock.lock();
    try {
      if (page == streaming) {
        pause();
      }
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    if (!breathing) {
      breathing = true;
      Thread.ofVirtual().name("screen").start(this::goOn);
    }
  }

  private void arrived(CdpSession page, PageView.ScreencastFrame frame) {
    page.send(new PageView.ScreencastFrameAck(frame.ack()));
    var picture =
        new Picture(frame.picture(), "image/jpeg", (int) frame.width(), (int) frame.height());
    lock.lock();
    try {
      if (page == streaming) {
        last = picture;
        viewers.forEach(viewer -> viewer.show(picture));
        breathe(page);
      }
    } finally {
      lock.unlock();
    }
  }

  /** A stream that begins again shows the page as it is then, so nothing of it is missed. */
  private void breathe(CdpSession page) {
    long now = System.nanoTime();
    boolean moves = now - arrived < BREATH.toNanos();
    arrived = now;
    if (moves && !breathing) {
      page.send(new PageView.StopScreencast());
      pause();
    }
  }

  private void goOn() {
    LockSupport.parkNanos(BREATH.toNanos());
    lock.lock();
    try {
      breathing = false;
      if (streaming != null) {
        start(streaming);
      }
    } finally {
      lock.unlock();
    }
  }

  private void keep(Picture picture) {
    lock.lock();
    try {
      last = picture;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Picture last() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }
}
