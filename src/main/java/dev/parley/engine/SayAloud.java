package dev.parley.engine;

import dev.parley.engine.Events.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the text of all turns of this node and writes it as events, in one insert each time.
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

  private record Pending(Running turn, StringBuilder text) {}

  SayAloud(Events events) {
    this.events = events;
  }

  void add(Running turn, String piece) {
    lock.lock();
    try {
      // While the database is away, live readers still get their text; only its record is cut.
      if (backlog < LARGEST_BACKLOG) {
        backlog += piece.length();
        pending
            .computeIfAbsent(turn.claim(), _ -> new Pending(turn, new StringBuilder()))
            .text
            .append(piece);
      }
    } finally {
      lock.unlock();
    }
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
    taken.forEach((claim, said) -> {
      if (!said.turn.isOver()) {
        pieces.add(new Said(said.turn.live().ids(), claim.fence(), said.text.toString()));
      }
    });
    return pieces;
  }
}
