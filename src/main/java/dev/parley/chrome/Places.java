package dev.parley.chrome;

import dev.parley.cancel.Cancel;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/** As many as may have a session; the others wait in the order they came. */
final class Places {
  /** Somebody waiting. */
  private static final class Turn {
    private final CompletableFuture<Boolean> came = new CompletableFuture<>();
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Turn> queue = new ArrayDeque<>();
  private final int all;
  private int taken;
  private boolean closed;

  Places(int all) {
    this.all = all;
  }

  /**
   * Takes a place, waiting for it; false if there will be none any more.
   *
   * @throws Cancel.Cancelled while waiting
   */
  boolean take(Cancel cancel) {
    cancel.check();
    Turn turn;
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      if (taken < all && queue.isEmpty()) {
        taken++;
        return true;
      }
      turn = new Turn();
      queue.add(turn);
    } finally {
      lock.unlock();
    }
    return await(turn, cancel);
  }

  private boolean await(Turn turn, Cancel cancel) {
    try (var _ = cancel.onCancel(() -> leave(turn))) {
      return turn.came.get();
    } catch (ExecutionException left) {
      throw new Cancel.Cancelled();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      if (!leave(turn)) {
        giveBack();
      }
      throw new Cancel.Cancelled();
    }
  }

  private boolean leave(Turn turn) {
    lock.lock();
    try {
      queue.remove(turn);
    } finally {
      lock.unlock();
    }
    return turn.came.completeExceptionally(new Cancel.Cancelled());
  }

  /** The next one waiting gets it. */
  void giveBack() {
    while (true) {
      Turn next;
      lock.lock();
      try {
        next = queue.poll();
        if (next == null) {
          taken--;
          return;
        }
      } finally {
        lock.unlock();
      }
      if (next.came.complete(true)) {
        return;
      }
    }
  }

  int taken() {
    lock.lock();
    try {
      return taken;
    } finally {
      lock.unlock();
    }
  }

  int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  /** Nobody gets a place any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      queue.forEach(turn -> turn.came.complete(false));
      queue.clear();
    } finally {
      lock.unlock();
    }
  }
}
