package dev.parley.postgres;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Puts what several threads ask at the same moment into one statement.
 *
 * <p>Nobody waits for company: whoever finds the lane free asks at once, for itself and for all who
 * came while it was taken. So a quiet server runs a statement each, and a busy one shares the cost
 * of a statement, its round trip and its commit. A statement that takes long, as behind a lock or a
 * connection that hangs, holds up nobody else for longer than {@link #PATIENCE}: then a spare lane
 * is taken.
 *
 * @param <Q> what one thread asks
 * @param <A> what it gets
 */
final class Together<Q, A> {
  private static final Duration PATIENCE = Duration.ofMillis(20);
  private static final int SPARE_LANES = 3;
  private static final int MOST = 64;

  /** No more come into a statement that is this large. */
  private static final long LARGE = 1 << 20;

  private final long patience;
  private final ToIntFunction<Q> size;
  private final Function<List<Q>, List<A>> ask;
  private final Predicate<RuntimeException> isUndone;
  private final Semaphore lane = new Semaphore(1);
  private final Semaphore spare = new Semaphore(SPARE_LANES);
  private final Queue<Waiting<Q, A>> waiting = new ConcurrentLinkedQueue<>();

  /**
   * Makes one for a kind of statement.
   *
   * @param size of a question, about in characters
   * @param ask one statement; as many answers as questions, in their order
   * @param isUndone whether a failure of it surely left nothing behind, so that each may be asked
   *     alone and only the one at fault fails
   */
  Together(
      ToIntFunction<Q> size, Function<List<Q>, List<A>> ask, Predicate<RuntimeException> isUndone) {
    this(size, ask, isUndone, PATIENCE);
  }

  Together(
      ToIntFunction<Q> size,
      Function<List<Q>, List<A>> ask,
      Predicate<RuntimeException> isUndone,
      Duration patience) {
    this.patience = patience.toNanos();
    this.size = size;
    this.ask = ask;
    this.isUndone = isUndone;
  }

  /** Asks, alone or with others; throws what the statement threw. */
  A ask(Q question) {
    var mine = new Waiting<Q, A>(question, Thread.currentThread());
    waiting.add(mine);
    boolean interrupted = false;
    var lanes = lane;
    Answer<A> answer = null;
    while (answer == null) {
      // Whoever led nobody has its question in another lane, and must not spin until that is back.
      if (!lead(lanes) && mine.answer == null) {
        lanes = await(mine) ? lane : spare;
        interrupted |= Thread.interrupted();
      }
      answer = mine.answer;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return answer.get();
  }

  /** Until it is woken, or the lane has been taken for too long: then false. */
  private boolean await(Waiting<Q, A> mine) {
    if (waiting.peek() != mine) {
      // Whoever is first watches the time for all: a timer for each would cost more than the rest.
      LockSupport.park(this);
      return true;
    }
    long parked = System.nanoTime();
    LockSupport.parkNanos(this, patience);
    return System.nanoTime() - parked < patience;
  }

  /** Asks for all who wait if a lane is free; whether there was one, and somebody. */
  private boolean lead(Semaphore lanes) {
    if (!lanes.tryAcquire()) {
      return false;
    }
    try {
      return askForAll();
    } finally {
      lanes.release();
      wakeNext();
    }
  }

  /** How many have not been asked for yet. */
  int waiting() {
    return waiting.size();
  }

  /** Whoever came while no lane was free may lead now. */
  private void wakeNext() {
    var next = waiting.peek();
    if (next != null) {
      LockSupport.unpark(next.thread);
    }
  }

  private boolean askForAll() {
    var batch = new ArrayList<Waiting<Q, A>>();
    long large = 0;
    while (batch.size() < MOST && large < LARGE) {
      var next = waiting.poll();
      if (next == null) {
        break;
      }
      batch.add(next);
      large += size.applyAsInt(next.question);
    }
    if (batch.isEmpty()) {
      return false;
    }
    askFor(batch);
    return true;
  }

  private void askFor(List<Waiting<Q, A>> batch) {
    try {
      var answers = ask.apply(batch.stream().map(each -> each.question).toList());
      for (int at = 0; at < batch.size(); at++) {
        batch.get(at).settle(new Answer<>(answers.get(at), null));
      }
    } catch (RuntimeException failed) {
      if (batch.size() > 1 && isUndone.test(failed)) {
        batch.forEach(each -> askFor(List.of(each)));
      } else {
        batch.forEach(each -> each.settle(new Answer<>(null, failed)));
      }
    } catch (Error broken) {
      var failure = new IllegalStateException("a statement was not carried out", broken);
      batch.forEach(each -> each.settle(new Answer<>(null, failure)));
      throw broken;
    }
  }

  /** What came of a question: an answer or a failure. */
  private record Answer<A>(@Nullable A value, @Nullable RuntimeException failure) {
    A get() {
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(value);
    }
  }

  /** A thread with its question. */
  private static final class Waiting<Q, A> {
    private final Q question;
    private final Thread thread;
    private volatile @Nullable Answer<A> answer;

    Waiting(Q question, Thread thread) {
      this.question = question;
      this.thread = thread;
    }

    void settle(Answer<A> settled) {
      answer = settled;
      LockSupport.unpark(thread);
    }
  }
}
