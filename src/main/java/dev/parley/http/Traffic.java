package dev.parley.http;

import dev.parley.cancel.Cancel;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The requests under way, and whether more are let in. */
final class Traffic {
  private final Cancel draining = new Cancel();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private final Set<Connection> underWay = new HashSet<>();
  private final int most;

  /**
   * @param most how many requests may be under way
   */
  Traffic(int most) {
    this.most = most;
  }

  Cancel draining() {
    return draining;
  }

  /** Whether there is room for one more; it is under way in any case, if only to be refused. */
  boolean enter(Connection connection) {
    lock.lock();
    try {
      underWay.add(connection);
      return underWay.size() <= most;
    } finally {
      lock.unlock();
    }
  }

  void leave(Connection connection) {
    lock.lock();
    try {
      underWay.remove(connection);
      if (underWay.isEmpty()) {
        quiet.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing is under way; false if that takes longer. */
  boolean awaitQuiet(Duration time) throws InterruptedException {
    lock.lock();
    try {
      long left = time.toNanos();
      while (!underWay.isEmpty() && left > 0) {
        left = quiet.awaitNanos(left);
      }
      return underWay.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Closes the connections of all requests under way. */
  void breakAll() {
    List<Connection> all;
    lock.lock();
    try {
      all = List.copyOf(underWay);
    } finally {
      lock.unlock();
    }
    all.forEach(Connection::close);
  }
}
