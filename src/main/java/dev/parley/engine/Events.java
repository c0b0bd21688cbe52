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
   * Adds what turns have said, in this order and in one write; what comes of turns no longer
   * claimed is void.
   */
  void say(List<Said> pieces);

  /**
   * Adds what people did to a turn, in this order and in one write, under its newest fence; void
   * once the turn is gone with its session. It may have ended.
   */
  void note(TurnId turn, List<Happened> happened);

  /** Events after {@code seq}, oldest first; empty: no session. */
  Optional<List<Event>> read(SessionKey session, long after, int limit);

  /** What a model step lets be known of itself while it is open. */
  sealed interface Said {
    Turn.Ids ids();

    int fence();

    /** The step's number in its turn. */
    int step();

    /** A piece of answer text: event {@code text} with {@code {step, text}}. */
    record Words(Turn.Ids ids, int fence, int step, String text) implements Said {}

    /**
     * The step is done again, by another node or another attempt: event {@code step.restarted} with
     * {@code {step}}. Viewers discard the text it gave before.
     */
    record Restarted(Turn.Ids ids, int fence, int step) implements Said {}
  }

  /** Something that happened to a turn, of that kind, at that time. */
  record Happened(String kind, JsonObject body, Instant at) {}

  /** One event; {@code fence} tells those of an earlier run from those of a later one. */
  record Event(long seq, TurnId turn, int fence, String kind, JsonObject body, Instant at) {}
}
