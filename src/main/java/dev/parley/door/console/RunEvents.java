package dev.parley.door.console;

import dev.parley.engine.Events;
import dev.parley.json.JsonValue.JsonObject;
import java.time.Instant;
import java.util.List;

/** What happened in a run, oldest first; ask again after the last one's number. */
record RunEvents(List<Event> events) {
  /** So many at once. */
  static final int MOST = 200;

  RunEvents {
    events = List.copyOf(events);
  }

  static RunEvents of(List<Events.Event> events) {
    return new RunEvents(
        events.stream()
            .map(event -> new Event(event.seq(), event.kind(), event.at(), event.body()))
            .toList());
  }

  /** One of them. */
  record Event(long seq, String kind, Instant at, JsonObject body) {}
}
