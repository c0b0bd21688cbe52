package dev.parley.engine;

import dev.parley.trace.Turn;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A turn under way on this node, for those who wait for it: its text so far and its end.
 *
 * <p>Readers keep their own position, so any number may read, slowly or fast, or leave; the turn
 * never waits for them.
 */
public final class LiveTurn {
  private final Turn.Ids ids;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final StringBuilder text = new StringBuilder();
  private @Nullable TurnEnd end;
  private boolean torn;
  private int taken;

  LiveTurn(Turn.Ids ids) {
    this.ids = ids;
  }

  public Turn.Ids ids() {
    return ids;
  }

  /** What a reader gets next. */
  public sealed interface Next {
    /** More answer text. */
    record Text(String text) implements Next {}

    /** Nothing came in the time given. */
    record Silence() implements Next {}

    /** No more text will come. */
    record End(TurnEnd end) implements Next {}

    /** The text read so far was generated anew and is void: the stream must be broken. */
    record Torn() implements Next {}
  }

  /** Text beyond {@code position} characters, or the end, or silence after {@code atMost}. */
  public Next next(int position, Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (true) {
        if (torn && position > 0) {
          return new Next.Torn();
        }
        if (text.length() > position) {
          taken = Math.max(taken, text.length());
          return new Next.Text(text.substring(position));
        }
        if (end != null) {
          return new Next.End(end);
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

  /** Waits for the end. */
  public TurnEnd await() throws InterruptedException {
    lock.lock();
    try {
      while (end == null) {
        changed.await();
      }
      return end;
    } finally {
      lock.unlock();
    }
  }

  int length() {
    lock.lock();
    try {
      return text.length();
    } finally {
      lock.unlock();
    }
  }

  /** Whether any reader has been given text beyond this length. */
  boolean takenBeyond(int length) {
    lock.lock();
    try {
      return taken > length;
    } finally {
      lock.unlock();
    }
  }

  void append(String piece) {
    lock.lock();
    try {
      if (end == null) {
        text.append(piece);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Adds what the whole answer has beyond the text said so far. */
  void complete(String answer) {
    lock.lock();
    try {
      if (text.length() < answer.length()) {
        append(answer.substring(text.length()));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Forgets the text beyond {@code length}: its model call is made again. Once the turn is over,
   * nothing is: what was said before a cancel stays said.
   */
  void tearTo(int length) {
    lock.lock();
    try {
      if (end == null && text.length() > length) {
        text.setLength(length);
        torn = torn || taken > length;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void end(TurnEnd how) {
    lock.lock();
    try {
      if (end == null) {
        end = how;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
