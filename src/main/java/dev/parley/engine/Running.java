package dev.parley.engine;

import dev.parley.cancel.Cancel;
import dev.parley.engine.EngineObserver.TurnRan;
import dev.parley.span.Place;
import dev.parley.trace.Effect;
import dev.parley.trace.TurnStatus;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
  private volatile Interruption interruption = new Interruption();
  private volatile boolean accepted;
  private volatile boolean held;
  private volatile boolean resting;

  /** Below what this thread is doing: the request that began it, if it was one. */
  private final Place place = Place.next();

  /** What a pause stops: the model at once, tools after a while; the turn itself goes on. */
  static final class Interruption {
    private final Cancel asking = new Cancel();
    private final Cancel acting = new Cancel();

    boolean isMade() {
      return asking.isCancelled();
    }
  }

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

  /** A token that a pause cancels too: at once for a model, later for a tool. */
  Breakable forModel() {
    return new Breakable(soft, interruption.asking);
  }

  Breakable forTool(Effect effect) {
    return new Breakable(cancelFor(effect), interruption.acting);
  }

  /** A token of its own, cancelled with the turn's and with the interruption's, until closed. */
  static final class Breakable implements AutoCloseable {
    private final Cancel.Child child;
    private final Cancel.Registration tie;

    private Breakable(Cancel parent, Cancel interruption) {
      this.child = parent.child();
      this.tie = interruption.onCancel(child.token()::cancel);
    }

    Cancel token() {
      return child.token();
    }

    @Override
    public void close() {
      tie.close();
      child.close();
    }
  }

  /** Has the turn decide anew as soon as it can; stops its model. */
  void interrupt() {
    interruption.asking.cancel();
  }

  /** Stops the tool that an interruption has let go on. */
  void interruptTools() {
    if (interruption.isMade()) {
      interruption.acting.cancel();
    }
  }

  boolean isInterrupted() {
    return interruption.isMade();
  }

  /** What comes from here on is a new interruption. */
  void settle() {
    if (interruption.isMade()) {
      interruption = new Interruption();
    }
  }

  Place place() {
    return place;
  }

  /**
   * It waits for somebody.
   *
   * @param holds whether what it has on this node stays
   */
  void rest(boolean holds) {
    resting = true;
    held = holds;
  }

  boolean isHeld() {
    return held;
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
      case TurnEnd.Lost _ -> resting ? TurnStatus.WAITING : TurnStatus.QUEUED;
      case null -> TurnStatus.RUNNING;
    };
  }

  /** What is told of it in the end. */
  TurnRan ran(Duration took) {
    var end = fate.get();
    return new TurnRan(
        place,
        live.ids(),
        status(),
        claim.fence() > 1,
        took,
        end instanceof TurnEnd.Failed(var problem) ? problem : null,
        end instanceof TurnEnd.Answered(var answer) ? answer.usage() : null);
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

  /** Whether its thread has let go of it within that time. */
  boolean awaitDone(long nanos) {
    try {
      return done.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
