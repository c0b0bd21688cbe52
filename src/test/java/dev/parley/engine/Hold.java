package dev.parley.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cancel.Cancel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** A place where a call stops until the test lets it go on. */
@NullMarked
public final class Hold {
  private static final int LONGEST = 20;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);

  /** Stops here; goes on with {@code Cancelled} when cancelled. */
  public void stop(Cancel cancel) {
    try (var _ = cancel.onCancel(this::cancelled)) {
      stubborn();
      cancel.check();
    }
  }

  private void cancelled() {
    cancelled.countDown();
    released.countDown();
  }

  /** Stops here whatever happens, until released. */
  public void stubborn() {
    reached.countDown();
    await(released);
  }

  public boolean isReached() {
    return reached.getCount() == 0;
  }

  public void awaitReached() {
    await(reached);
  }

  public void awaitCancelled() {
    await(cancelled);
  }

  public boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  public void release() {
    released.countDown();
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONGEST, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
