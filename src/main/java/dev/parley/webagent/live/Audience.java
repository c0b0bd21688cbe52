package dev.parley.webagent.live;

import dev.parley.browser.Picture;
import dev.parley.webagent.live.LiveView.End;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Who watches a session, and what whoever comes later is shown first. */
final class Audience {
  private final ReentrantLock lock = new ReentrantLock();
  private final List<LiveView> viewers = new ArrayList<>();
  private @Nullable LiveFrame newest;
  private @Nullable LiveState state;
  private @Nullable End end;
  private long frames;

  /** False if there is no room. */
  boolean join(LiveView viewer, int most) {
    lock.lock();
    try {
      if (viewers.size() >= most) {
        return false;
      }
      viewers.add(viewer);
      if (state != null) {
        viewer.tell(state);
      }
      if (newest != null) {
        viewer.show(newest);
      }
      if (end != null) {
        viewer.end(end);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  void leave(LiveView viewer) {
    lock.lock();
    try {
      viewers.remove(viewer);
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return viewers.size();
    } finally {
      lock.unlock();
    }
  }

  boolean hasSeen() {
    lock.lock();
    try {
      return newest != null;
    } finally {
      lock.unlock();
    }
  }

  void show(Picture picture) {
    lock.lock();
    try {
      var frame = new LiveFrame(++frames, picture);
      newest = frame;
      viewers.forEach(viewer -> viewer.show(frame));
    } finally {
      lock.unlock();
    }
  }

  /** Unless it is as it was. */
  void tell(LiveState now) {
    lock.lock();
    try {
      if (!now.equals(state)) {
        state = now;
        viewers.forEach(viewer -> viewer.tell(now));
      }
    } finally {
      lock.unlock();
    }
  }

  void end(End why) {
    lock.lock();
    try {
      if (end == null) {
        end = why;
        viewers.forEach(viewer -> viewer.end(why));
      }
    } finally {
      lock.unlock();
    }
  }
}
