package dev.parley.webagent.live;

import dev.parley.engine.Events;
import dev.parley.engine.Events.Happened;
import dev.parley.id.TurnId;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonArray;
import dev.parley.json.JsonValue.JsonNumber;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.webagent.live.LiveState.Controller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what people do in one session down as its events, in their order.
 *
 * <p>While the database is away they wait here, within bounds; control is not held up by it.
 */
final class HandLog {
  private static final Logger LOG = LoggerFactory.getLogger(HandLog.class);
  private static final int MOST = 1_000;

  private final Events events;
  private final ReentrantLock lock = new ReentrantLock();
  private List<Happened> waiting = new ArrayList<>();

  HandLog(Events events) {
    this.events = events;
  }

  void taken(Controller by) {
    add("live.taken", who(by), by.since());
  }

  void acted(Controller by, List<HandDeed> deeds) {
    if (!deeds.isEmpty()) {
      var all = new JsonArray(deeds.stream().map(Json::tree).toList());
      add("live.acted", who(by).with("deeds", all), deeds.getFirst().at());
    }
  }

  void released(Controller by, Lease.Why why, Instant at) {
    add("live.released", who(by).with("why", why.name().toLowerCase(Locale.ROOT)), at);
  }

  private static JsonObject who(Controller by) {
    return JsonObject.EMPTY.with("no", new JsonNumber(by.no())).with("by", by.by());
  }

  private void add(String kind, JsonObject body, Instant at) {
    lock.lock();
    try {
      if (waiting.size() >= MOST) {
        LOG.error("An event {} is lost: the database has not taken any for long", kind);
        return;
      }
      waiting.add(new Happened(kind, body, at));
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits; what cannot be written waits on. */
  void flush(TurnId turn) {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        return;
      }
      events.note(turn, waiting);
      waiting = new ArrayList<>();
    } catch (RuntimeException failed) {
      LOG.warn("What was done by hand is not written down yet: {}", failed.toString());
    } finally {
      lock.unlock();
    }
  }
}
