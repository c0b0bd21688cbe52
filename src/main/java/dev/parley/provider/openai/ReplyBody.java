package dev.parley.provider.openai;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The body of one reply: read by blocking, closed from any thread, before it has come too. */
final class ReplyBody implements BodySubscriber<ReplyBody> {
  /** Deliveries asked for ahead of the reader. */
  private static final int AHEAD = 16;

  /** What may follow the end marker before the connection is given up instead of reused. */
  private static final int LARGEST_REST = 64 * 1024;

  private static final Duration LONGEST_REST = Duration.ofSeconds(1);

  private enum State {
    READ,
    DRAINED,
    ENDED
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<List<ByteBuffer>> arrived = new ArrayDeque<>();
  private State state = State.READ;
  private @Nullable Subscription subscription;
  private boolean complete;
  private @Nullable Throwable broken;
  private int rest;

  @Override
  public CompletionStage<ReplyBody> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Subscription given) {
    boolean wanted =
        locked(() -> {
          subscription = given;
          return state != State.ENDED;
        });
    if (wanted) {
      given.request(AHEAD);
    } else {
      given.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    var now =
        locked(() -> {
          switch (state) {
            case READ -> {
              arrived.add(bytes);
              changed.signalAll();
            }
            case DRAINED -> rest += bytes.stream().mapToInt(ByteBuffer::remaining).sum();
            case ENDED -> {}
          }
          return state;
        });
    if (now == State.DRAINED) {
      more();
    }
  }

  @Override
  public void onError(Throwable thrown) {
    ended(thrown);
  }

  @Override
  public void onComplete() {
    ended(null);
  }

  private void ended(@Nullable Throwable why) {
    locked(() -> {
      complete = true;
      broken = why;
      changed.signalAll();
      return null;
    });
  }

  /** What came next; null at the end. */
  @Nullable List<ByteBuffer> next() throws IOException, InterruptedException {
    var bytes = await();
    if (bytes != null) {
      more();
    }
    return bytes;
  }

  private @Nullable List<ByteBuffer> await() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (state == State.READ && arrived.isEmpty() && !complete) {
        changed.await();
      }
      if (state != State.READ) {
        throw new IOException("the reply was closed");
      }
      if (arrived.isEmpty() && broken != null) {
        throw new IOException("the connection broke", broken);
      }
      return arrived.poll();
    } finally {
      lock.unlock();
    }
  }

  /** The body's beginning as text. */
  String text(int limit) throws IOException, InterruptedException {
    var text = new ByteArrayOutputStream();
    for (var bytes = next(); bytes != null && text.size() < limit; bytes = next()) {
      for (var buffer : bytes) {
        var copy = new byte[buffer.remaining()];
        buffer.get(copy);
        text.writeBytes(copy);
      }
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Nothing more is read; what little follows is waited for, so that the connection serves on. */
  void finish() {
    boolean follows =
        locked(() -> {
          state = complete ? State.ENDED : State.DRAINED;
          arrived.clear();
          return !complete;
        });
    if (follows) {
      more();
      CompletableFuture.delayedExecutor(LONGEST_REST.toMillis(), TimeUnit.MILLISECONDS)
          .execute(this::giveUp);
    }
  }

  /** Closes the connection, unless the reply came to its end. */
  void close() {
    if (locked(() -> state == State.READ)) {
      giveUp();
    }
  }

  private void giveUp() {
    var connection =
        locked(() -> {
          var before = state == State.ENDED || complete ? null : subscription;
          state = State.ENDED;
          arrived.clear();
          changed.signalAll();
          return before;
        });
    if (connection != null) {
      connection.cancel();
    }
  }

  private void more() {
    boolean tooMuch = locked(() -> rest > LARGEST_REST);
    var connection = locked(() -> state == State.ENDED || complete ? null : subscription);
    if (tooMuch) {
      giveUp();
    } else if (connection != null) {
      connection.request(1);
    }
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
