package dev.parley.cli;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits between two requests, unless something happens here. */
final class Pace {
  private final Duration most;
  private final Semaphore happened = new Semaphore(0);

  /**
   * @param most nothing is waited for longer
   */
  Pace(Duration most) {
    this.most = most;
  }

  void rest(Duration time) {
    var wait = time.compareTo(most) < 0 ? time : most;
    try {
      if (happened.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        happened.drainPermits();
      }
    } catch (InterruptedException leaving) {
      Thread.currentThread().interrupt();
      throw new RemoteFailure("Interrupted.", leaving);
    }
  }

  /** Ends the rest. */
  void wake() {
    happened.release();
  }
}
