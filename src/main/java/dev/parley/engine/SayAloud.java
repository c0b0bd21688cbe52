package dev.parley.engine;

import dev.parley.engine.Events.Said;
import dev.parley.trace.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what the turns of this node say and writes it as events, in one insert each time.
 *
 * <p>Text of a turn that ended before its first write is dropped: its last event has the answer.
 */
final class SayAloud implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SayAloud.class);
  private static final int LARGEST_BACKLOG = 1_000_000;

  private final Events events;
  private final ReentrantLock lock = new ReentrantLock();
  private Map<Claim, Pending> pending = new LinkedHashMap<>();
  private int backlog;

  /** What a turn said since the last write: perhaps that steps began anew, then text of one. */
  private static final class Pending {
    private final Running turn;
    private final List<Said> said = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int step;

    Pending(Running turn) {
      this.turn = turn;
    }

    void add(int of, String piece) {
      if (of != step) {
        endText();
        step = of;
      }
      text.append(piece);
    }

    /** Text of that step which is not written yet never will be. */
    void restart(int of) {
      if (of == step) {
        text.setLength(0);
      }
      endText();
      said.add(new Said.Restarted(ids(), turn.claim().fence(), of));
    }

    List<Said> all() {
      endText();
      return said;
    }

    private void endText() {
      if (!text.isEmpty()) {
        said.add(new Said.Words(ids(), turn.claim().fence(), step, text.toString()));
        text.setLength(0);
      }
    }

    private Turn.Ids ids() {
      return turn.live().ids();
    }
  }

  SayAloud(Events events) {
    this.events = events;
  }

  void add(Running turn, int step, String piece) {
    lock.lock();
    try {
      // While the database is away, live readers still get their text; only its record is cut.
      if (backlog < LARGEST_BACKLOG) {
        backlog += piece.length();
        of(turn).add(step, piece);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The text of this step so far is void. */
  void restart(Running turn, int step) {
    lock.lock();
    try {
      of(turn).restart(step);
    } finally {
      lock.unlock();
    }
  }

  private Pending of(Running turn) {
    return pending.computeIfAbsent(turn.claim(), _ -> new Pending(turn));
  }

  @Override
  public void run() {
    var pieces = take();
    if (pieces.isEmpty()) {
      return;
    }
    try {
      events.say(pieces);
    } catch (RuntimeException failed) {
      LOG.warn(
          "text of {} turns is missing from their events: {}", pieces.size(), failed.toString());
    }
  }

  private List<Said> take() {
    Map<Claim, Pending> taken;
    lock.lock();
    try {
      taken = pending;
      pending = new LinkedHashMap<>();
      backlog = 0;
    } finally {
      lock.unlock();
    }
    var pieces = new ArrayList<Said>(taken.size());
    for (var said : taken.values()) {
      if (!said.turn.isOver()) {
        pieces.addAll(said.all());
      }
    }
    return pieces;
  }
}
