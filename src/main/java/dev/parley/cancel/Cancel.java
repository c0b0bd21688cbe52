package dev.parley.cancel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A token of work under way; cancelling it closes what the work has opened.
 *
 * <p>The worker hands over closers (a connection, a process) with {@link #onCancel}; whoever wants
 * it stopped calls {@link #cancel}. Both may happen in any order, from any thread, once or often.
 */
public final class Cancel {
  /** Thrown out of work that was cancelled. */
  public static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Cancelled() {
      super("cancelled", null, false, false);
    }
  }

  /** Takes a closer back, when its work has ended. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Runnable> closers = new ArrayList<>();
  private boolean cancelled;

  /** A child is cancelled with its parent, and may be cancelled alone. */
  public Child child() {
    var child = new Cancel();
    return new Child(child, onCancel(child::cancel));
  }

  /** A token tied to its parent until closed. */
  public record Child(Cancel token, Registration tie) implements AutoCloseable {
    @Override
    public void close() {
      tie.close();
    }
  }

  /** Runs every closer handed over so far; later ones run as they come. */
  public void cancel() {
    List<Runnable> mine;
    lock.lock();
    try {
      if (cancelled) {
        return;
      }
      cancelled = true;
      mine = List.copyOf(closers);
      closers.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    mine.forEach(Runnable::run);
  }

  public boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  /** Throws {@link Cancelled} when it is. */
  public void check() {
    if (isCancelled()) {
      throw new Cancelled();
    }
  }

  /**
   * Hands over a closer: must not block and may run on any thread, at once if already cancelled.
   */
  public Registration onCancel(Runnable closer) {
    lock.lock();
    try {
      if (!cancelled) {
        closers.add(closer);
        return () -> remove(closer);
      }
    } finally {
      lock.unlock();
    }
    closer.run();
    return () -> {};
  }

  /** Waits as long as nobody cancels; {@link Cancelled} when somebody does. */
  public void pause(Duration time) {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!cancelled && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (cancelled) {
        throw new Cancelled();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Cancelled();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until cancelled, at most so long; whether it was. */
  public boolean awaitCancelled(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!cancelled && left > 0) {
        left = changed.awaitNanos(left);
      }
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  private void remove(Runnable closer) {
    lock.lock();
    try {
      closers.remove(closer);
    } finally {
      lock.unlock();
    }
  }
}
