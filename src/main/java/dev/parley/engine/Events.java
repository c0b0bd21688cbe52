package dev.parley.engine;

import dev.parley.id.TurnId;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.session.SessionKey;
import dev.parley.trace.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The append-only record of what happened in sessions; milestones come with the journal. */
public interface Events {
  /**
   * Adds text that turns have said, all in one write; pieces of turns no longer claimed are void.
   */
  void say(List<Said> pieces);

  /** Events after {@code seq}, oldest first; empty: no session. */
  Optional<List<Event>> read(SessionKey session, long after, int limit);

  /** A piece of answer text. */
  record Said(Turn.Ids ids, int fence, String text) {}

  /** One event; {@code fence} tells pieces of an earlier run from those of a later one. */
  record Event(long seq, TurnId turn, int fence, String kind, JsonObject body, Instant at) {}
}
