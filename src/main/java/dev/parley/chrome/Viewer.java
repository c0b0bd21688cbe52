package dev.parley.chrome;

import dev.parley.browser.Picture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Somebody watching; who is slow misses frames, and holds up nobody. */
final class Viewer {
  private final Consumer<Picture> frames;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Picture next;
  private boolean closed;

  Viewer(Consumer<Picture> frames) {
    this.frames = frames;
    Thread.ofVirtual().name("browser-viewer").start(this::run);
  }

  void show(Picture picture) {
    lock.lock();
    try {
      next = picture;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    for (var picture = await(); picture != null; picture = await()) {
      frames.accept(picture);
    }
  }

  private @Nullable Picture await() {
    lock.lock();
    try {
      while (next == null && !closed) {
        changed.awaitUninterruptibly();
      }
      var picture = next;
      next = null;
      return closed ? null : picture;
    } finally {
      lock.unlock();
    }
  }
}
