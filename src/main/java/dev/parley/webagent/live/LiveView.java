package dev.parley.webagent.live;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who watches, at their own pace; to be closed.
 *
 * <p>One frame and one state wait at most, the newest ones: a slow viewer costs no memory, holds up
 * nobody, and sees what is, not what was.
 */
public final class LiveView implements AutoCloseable {
  private final Consumer<LiveView> left;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable LiveFrame frame;
  private @Nullable LiveState state;
  private @Nullable End end;
  private long missed;

  LiveView(Consumer<LiveView> left) {
    this.left = left;
  }

  /** Why there is nothing more to see. */
  public enum End {
    /** The session has ended. */
    ENDED,
    /** The session was deleted. */
    DELETED,
    /** The server stops; another look in a moment may succeed. */
    STOPPING,
    /** The viewer has closed it. */
    LEFT
  }

  /** What a viewer gets next. */
  public sealed interface Next {
    /** Another picture. */
    record Seen(LiveFrame frame) implements Next {}

    /** Something else is different. */
    record Told(LiveState state) implements Next {}

    /** Nothing came in the time given. */
    record Silence() implements Next {}

    /** Nothing more will come. */
    record Over(End why) implements Next {}
  }

  /** A state before a frame, what waits before the end; waits for it at most so long. */
  public Next next(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (true) {
        var next = take();
        if (next != null) {
          return next;
        }
        if (left <= 0) {
          return new Next.Silence();
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Next take() {
    var told = state;
    var seen = frame;
    var why = end;
    if (why == End.LEFT) {
      return new Next.Over(why);
    }
    if (told != null) {
      state = null;
      return new Next.Told(told);
    }
    if (seen != null) {
      frame = null;
      return new Next.Seen(seen);
    }
    return why == null ? null : new Next.Over(why);
  }

  /** Frames that newer ones took the place of before they were asked for. */
  public long missed() {
    lock.lock();
    try {
      return missed;
    } finally {
      lock.unlock();
    }
  }

  /** Frames that wait for this viewer: one or none. */
  public int waiting() {
    lock.lock();
    try {
      return frame == null ? 0 : 1;
    } finally {
      lock.unlock();
    }
  }

  void show(LiveFrame newest) {
    lock.lock();
    try {
      missed += frame == null ? 0 : 1;
      frame = newest;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void tell(LiveState newest) {
    lock.lock();
    try {
      state = newest;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more comes after what waits. */
  public void end(End why) {
    lock.lock();
    try {
      if (end == null || why == End.LEFT) {
        end = why;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    end(End.LEFT);
    left.accept(this);
  }
}
