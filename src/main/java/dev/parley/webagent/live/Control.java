package dev.parley.webagent.live;

import dev.parley.browser.BrowserFailure;
import dev.parley.browser.BrowserSession;
import dev.parley.browser.LiveInput;
import dev.parley.browser.SessionSpec.Viewport;
import dev.parley.problem.LiveProblem.AgentActs;
import dev.parley.problem.LiveProblem.BrowserAway;
import dev.parley.problem.LiveProblem.ControlLost;
import dev.parley.problem.LiveProblem.ControlTaken;
import dev.parley.problem.LiveProblem.InputOutOfOrder;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.WrongShape;
import dev.parley.tool.browser.ByHand;
import dev.parley.webagent.WebSession.Status;
import dev.parley.webagent.live.Lease.Why;
import dev.parley.webagent.live.LiveState.Controller;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who has control of one session's browser, and what they do with it. */
final class Control {
  private static final Logger LOG = LoggerFactory.getLogger(Control.class);

  private final LiveViews.Parts parts;
  private final HandLog log;
  private final Allowance allowance;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Lease lease;
  private @Nullable Lease last;
  private Why over = Why.RELEASED;
  private int taken;

  Control(LiveViews.Parts parts) {
    this.parts = parts;
    this.log = new HandLog(parts.events());
    this.allowance = new Allowance(parts.settings().inputs(), parts.clock().instant());
  }

  /** Who has it; null for nobody. */
  @Nullable Controller controller() {
    var there = lease;
    return there == null ? null : there.controller();
  }

  /** {@code ControlTaken} if somebody else has control, unless it is theirs or by force. */
  void requireFree(@Nullable String known, boolean force) {
    lock.lock();
    try {
      lapse();
      var there = lease;
      if (there != null && !there.is(known) && !force) {
        throw new ProblemException(
            new ControlTaken(there.controller().by(), there.controller().since()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives control of a turn at rest, again to whoever has it; the secret they show with input. */
  Taken give(Wish wish, LiveSessions.At turn, long uses) {
    lock.lock();
    try {
      requireFree(wish.known(), wish.force());
      var there = lease;
      if (there == null || !there.is(wish.known()) || !there.turn().equals(turn.id())) {
        end(Why.FORCED);
        there = new Lease(new Controller(++taken, wish.by(), now()), turn.id());
        lease = there;
        log.taken(there.controller());
        log.flush(turn.id());
      }
      there.ready(uses);
      there.sign(now());
      return new Taken(there.secretText(), there.controller(), there.next());
    } finally {
      lock.unlock();
    }
  }

  /** Who wishes for control. */
  record Wish(String by, @Nullable String known, boolean force) {}

  /** Control that was given. */
  record Taken(String lease, Controller controller, long next) {}

  /** Passes a batch on; the number the next one must have. */
  long input(InputBatch batch) {
    lock.lock();
    try {
      var mine = require(batch.lease());
      mine.sign(now());
      allowance.take(1 + batch.inputs().size(), now());
      if (batch.inputs().isEmpty() || batch.no() < mine.next()) {
        // a sign of life, or sent again since its answer was lost
        return mine.next();
      }
      if (batch.no() > mine.next()) {
        throw new ProblemException(new InputOutOfOrder(mine.next()));
      }
      pass(mine, batch.inputs());
      return mine.next();
    } finally {
      lock.unlock();
    }
  }

  private void pass(Lease mine, List<LiveInput> inputs) {
    try {
      var came =
          parts
              .browsers()
              .byHand(
                  mine.turn(),
                  mine.uses(),
                  browser -> {
                    requireInside(inputs, browser);
                    mine.note(inputs, now());
                    inputs.forEach(browser::input);
                  });
      switch (came) {
        case DONE -> {}
        case AGENT_ACTS -> throw agentActs(mine);
        case NONE_OPEN -> throw away("The browser was closed. Take control again to open it.");
      }
    } catch (BrowserFailure gone) {
      throw away("The browser has ended. Take control again to open another.");
    }
  }

  private ProblemException agentActs(Lease mine) {
    boolean again =
        parts.browsers().uses(mine.turn()).stream().anyMatch(uses -> uses != mine.uses());
    if (!again) {
      return new ProblemException(new AgentActs());
    }
    end(Why.RESUMED);
    return new ProblemException(new ControlLost(Why.RESUMED.words()));
  }

  static ProblemException away(String why) {
    return new ProblemException(new BrowserAway(why));
  }

  private static void requireInside(List<LiveInput> inputs, BrowserSession browser) {
    var view = browser.viewport();
    for (var input : inputs) {
      boolean inside =
          switch (input) {
            case LiveInput.Move(var x, var y) -> isInside(x, y, view);
            case LiveInput.Button button -> isInside(button.x(), button.y(), view);
            case LiveInput.Wheel wheel -> isInside(wheel.x(), wheel.y(), view);
            case LiveInput.Key _,
                LiveInput.Typed _,
                LiveInput.Go _,
                LiveInput.Back _,
                LiveInput.CloseTab _ ->
                true;
          };
      if (!inside) {
        throw new ProblemException(
            new WrongShape(
                "A place must be inside the viewport, which is "
                    + view.width()
                    + " by "
                    + view.height()
                    + " pixels."));
      }
    }
  }

  private static boolean isInside(double x, double y, Viewport view) {
    return x >= 0 && y >= 0 && x < view.width() && y < view.height();
  }

  private Lease require(String secret) {
    lapse();
    var there = lease;
    if (there != null && there.is(secret)) {
      return there;
    }
    var before = last;
    throw new ProblemException(
        new ControlLost(
            before != null && before.is(secret) ? over.words() : "You do not have control."));
  }

  /** Gives control back; what the model is to be told of it. */
  String release(String secret) {
    lock.lock();
    try {
      var mine = require(secret);
      end(Why.RELEASED);
      return mine.told();
    } finally {
      lock.unlock();
    }
  }

  /** The server stops, and nobody has control any more. */
  void stop() {
    lock.lock();
    try {
      end(Why.STOPPING);
    } finally {
      lock.unlock();
    }
  }

  /** Control ends when its time has come, and when the session goes on or ends. */
  void settle(LiveSessions.@Nullable Standing standing, long readAt) {
    lock.lock();
    try {
      lapse();
      var there = lease;
      if (there == null) {
        return;
      }
      if (standing == null || standing.status().isFinal()) {
        end(Why.ENDED);
      } else if (there.isOlderThan(readAt) && !isPaused(standing)) {
        end(Why.RESUMED);
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean isPaused(LiveSessions.Standing standing) {
    return standing.status() == Status.PAUSED;
  }

  private void lapse() {
    var there = lease;
    if (there != null && !now().isBefore(there.seen().plus(parts.settings().grace()))) {
      end(Why.LAPSED);
    }
  }

  /** Writes down what was done. */
  void write() {
    lock.lock();
    try {
      var there = lease;
      if (there != null) {
        log.acted(there.controller(), there.deeds());
        log.flush(there.turn());
      } else if (last != null) {
        log.flush(last.turn());
      }
    } finally {
      lock.unlock();
    }
  }

  private void end(Why why) {
    var there = lease;
    if (there == null) {
      return;
    }
    lease = null;
    last = there;
    over = why;
    letGo(there);
    log.acted(there.controller(), there.deeds());
    log.released(there.controller(), why, now());
    log.flush(there.turn());
  }

  /** A button or key left down would take part in whatever the agent does next. */
  private void letGo(Lease there) {
    var held = there.letGo();
    if (held.isEmpty()) {
      return;
    }
    try {
      var came =
          parts
              .browsers()
              .byHand(there.turn(), there.uses(), browser -> held.forEach(browser::input));
      if (came != ByHand.DONE) {
        LOG.debug("Keys of turn {} were not let go of: {}", there.turn(), came);
      }
    } catch (BrowserFailure gone) {
      LOG.debug("Keys of turn {} went with its browser", there.turn());
    }
  }

  private Instant now() {
    return parts.clock().instant();
  }
}
