package dev.parley.extract;

import dev.parley.extract.Frames.Request;
import dev.parley.knowledge.DocumentText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A few readers, started when there is something to read, ended when there was nothing for long.
 */
final class Readers implements AutoCloseable {
  private static final int MOST = 2;
  private static final int IDLE_SECONDS = 15;

  private final Limits limits;
  private final Semaphore free = new Semaphore(MOST, true);
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Idle> idle = new ArrayDeque<>();
  private boolean closed;

  Readers(Limits limits) {
    this.limits = limits;
  }

  DocumentText read(Request request) {
    free.acquireUninterruptibly();
    try {
      var reader = taken();
      try {
        return reader.read(request, limits.time());
      } finally {
        giveBack(reader);
      }
    } finally {
      free.release();
    }
  }

  private ReaderProcess taken() {
    var there = waiting();
    return there == null ? ReaderProcess.start(limits.memory()) : there;
  }

  private @Nullable ReaderProcess waiting() {
    lock.lock();
    try {
      var there = idle.pollFirst();
      return there == null ? null : there.reader();
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(ReaderProcess reader) {
    lock.lock();
    try {
      if (closed || !reader.isAlive()) {
        reader.close();
        return;
      }
      var now = new Idle(reader);
      idle.addFirst(now);
      CompletableFuture.delayedExecutor(IDLE_SECONDS, TimeUnit.SECONDS)
          .execute(() -> endIfStill(now));
    } finally {
      lock.unlock();
    }
  }

  private void endIfStill(Idle idling) {
    lock.lock();
    try {
      if (idle.remove(idling)) {
        idling.reader().close();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      idle.forEach(idling -> idling.reader().close());
      idle.clear();
    } finally {
      lock.unlock();
    }
  }

  /** One stretch of a reader's idleness; no two are the same. */
  private static final class Idle {
    private final ReaderProcess reader;

    Idle(ReaderProcess reader) {
      this.reader = reader;
    }

    ReaderProcess reader() {
      return reader;
    }
  }
}
