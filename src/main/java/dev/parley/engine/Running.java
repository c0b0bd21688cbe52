package dev.parley.engine;

import dev.parley.cancel.Cancel;
import dev.parley.trace.Effect;
import dev.parley.trace.TurnStatus;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A turn this node runs: its claim, who waits for it, and the means to stop it. */
final class Running {
  private final Claim claim;
  private final LiveTurn live;
  private final Cancel soft = new Cancel();
  private final Cancel hard = new Cancel();
  private final AtomicReference<@Nullable TurnEnd> fate = new AtomicReference<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean accepted;

  Running(Claim claim, LiveTurn live) {
    this.claim = claim;
    this.live = live;
  }

  Claim claim() {
    return claim;
  }

  LiveTurn live() {
    return live;
  }

  /** The token for work of this effect: what must not be repeated is not torn off in the middle. */
  Cancel cancelFor(Effect effect) {
    return effect == Effect.ONCE ? hard : soft;
  }

  /** Stops the turn for all who wait and interrupts what may be interrupted. */
  void stop(TurnEnd how) {
    if (fate.compareAndSet(null, how)) {
      live.end(how);
      soft.cancel();
    }
  }

  /** Interrupts the rest too. */
  void stopHard() {
    hard.cancel();
  }

  /** How somebody else ended it; null while nobody did. */
  @Nullable TurnEnd fate() {
    return fate.get();
  }

  /** Ends it by its own doing. */
  void end(TurnEnd how) {
    fate.compareAndSet(null, how);
    live.end(how);
  }

  boolean isOver() {
    return fate.get() != null;
  }

  /** The outcome in the words of a turn's status. */
  TurnStatus status() {
    return switch (fate.get()) {
      case TurnEnd.Answered _ -> TurnStatus.DONE;
      case TurnEnd.Failed _ -> TurnStatus.FAILED;
      case TurnEnd.Cancelled _ -> TurnStatus.CANCELLED;
      case TurnEnd.Lost _ -> TurnStatus.QUEUED;
      case null -> TurnStatus.RUNNING;
    };
  }

  void markAccepted() {
    accepted = true;
  }

  boolean isAccepted() {
    return accepted;
  }

  void markDone() {
    done.countDown();
  }

  CountDownLatch done() {
    return done;
  }
}
