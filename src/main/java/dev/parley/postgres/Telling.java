package dev.parley.postgres;

import dev.parley.engine.Claim;
import dev.parley.engine.Journal.Closed;
import dev.parley.engine.Journal.Told;
import dev.parley.engine.Settled;
import dev.parley.id.NodeId;
import dev.parley.id.TurnId;
import dev.parley.json.Json;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.MessagesWaiting;
import dev.parley.problem.TurnProblem.ExecutionFailed;
import dev.parley.session.SessionKey;
import dev.parley.trace.Note;
import dev.parley.trace.Note.AnswerNote;
import dev.parley.trace.Note.MessageNote;
import dev.parley.trace.Note.PauseNote;
import dev.parley.trace.Note.ResumeNote;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What is said to live turns, and how they take it in.
 *
 * <p>Both sides lock the turn's row first: what is said before a turn decides is in that decision,
 * what is said after it finds the turn as it was decided.
 */
final class Telling {
  private static final String LIVE =
      """
      select t.id, t.node from turn t join session s on s.id = t.session
      where s.id = :session and s.owner = :owner and s.agent = :agent and t.ended is null
      for no key update of t
      """;

  private static final int MOST_MESSAGES = 100;

  private static final String WAITING =
      "select count(*) from note where turn = :turn and body->'note'->>'type' = 'message'";

  private static final String ANSWERED =
      """
      select exists (select 1 from note where turn = :turn
          and body->'note'->>'type' = 'answer' and body->'note'->>'key' = :key)
        or exists (select 1 from step where turn = :turn
          and work->'note'->>'type' = 'answer' and work->'note'->>'key' = :key)
        or exists (select 1 from step where turn = :turn and work->>'type' = 'wait'
          and work->>'key' = :key and outcome->>'answer' is not null)
      """;

  private final Database database;
  private final Advancing advancing;
  private final InstantSource clock;

  Telling(Database database, Advancing advancing, InstantSource clock) {
    this.database = database;
    this.advancing = advancing;
    this.clock = clock;
  }

  /** A note as it is kept: its kind is written where its declared type is known. */
  record Said(Note note) {}

  private record Live(UUID turn, @Nullable UUID node) {}

  Optional<Told> tell(SessionKey session, List<Note> notes) {
    return database
        .jdbi()
        .inTransaction(handle ->
            handle
                .createQuery(LIVE)
                .bind("session", session.id().value())
                .bind("owner", session.owner().value())
                .bind("agent", session.agent().value())
                .map((row, _) ->
                    new Live(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .findOne()
                .map(live -> tell(handle, live, notes)));
  }

  private Told tell(Handle handle, Live live, List<Note> notes) {
    boolean changed = false;
    for (var note : notes) {
      if (changes(handle, live, note)) {
        changed = true;
        handle
            .createUpdate(
                "insert into note (turn, body, at) values (:turn, cast(:body as jsonb), :now)")
            .bind("turn", live.turn())
            .bind("body", Json.print(new Said(note)))
            .bind("now", clock.instant())
            .execute();
      }
    }
    var owner = live.node() == null ? null : new NodeId(live.node());
    return new Told(new TurnId(live.turn()), owner, changed);
  }

  private static boolean changes(Handle handle, Live live, Note note) {
    return switch (note) {
      case MessageNote _ -> hasRoom(handle, live);
      case PauseNote _ -> pauses(handle, live, true);
      case ResumeNote _ -> pauses(handle, live, false);
      case AnswerNote(var key, _) ->
          !handle
              .createQuery(ANSWERED)
              .bind("turn", live.turn())
              .bind("key", key)
              .mapTo(boolean.class)
              .one();
    };
  }

  private static boolean hasRoom(Handle handle, Live live) {
    int waiting = handle.createQuery(WAITING).bind("turn", live.turn()).mapTo(int.class).one();
    if (waiting >= MOST_MESSAGES) {
      throw new ProblemException(new MessagesWaiting(MOST_MESSAGES));
    }
    return true;
  }

  private static boolean pauses(Handle handle, Live live, boolean paused) {
    return handle
            .createUpdate(
                """
                update turn set paused = :paused,
                  status = case when status = 'WAITING' and not :paused then 'QUEUED' else status end
                where id = :turn and paused <> :paused
                """)
            .bind("paused", paused)
            .bind("turn", live.turn())
            .execute()
        > 0;
  }

  boolean settle(Claim claim, List<Closed> closed, Function<List<Note>, Settled> decision) {
    try {
      return database
          .jdbi()
          .inTransaction(handle ->
              holds(handle, claim)
                  && advancing.settled(
                      handle.getConnection(), claim, closed, decision.apply(taken(handle, claim))));
    } catch (RuntimeException refused) {
      throw Refusals.isUnstorable(refused)
          ? new ProblemException(new ExecutionFailed("A result of this turn cannot be kept.", ""))
          : refused;
    }
  }

  private static boolean holds(Handle handle, Claim claim) {
    return handle
        .createQuery(
            """
            select 1 from turn
            where id = :turn and fence = :fence and node = :node and status = 'RUNNING'
            for no key update
            """)
        .bind("turn", claim.turn().value())
        .bind("fence", claim.fence())
        .bind("node", claim.node().value())
        .mapTo(int.class)
        .findOne()
        .isPresent();
  }

  private static List<Note> taken(Handle handle, Claim claim) {
    return handle
        .createQuery(
            """
            with taken as (delete from note where turn = :turn returning no, body)
            select body from taken order by no
            """)
        .bind("turn", claim.turn().value())
        .map((row, _) -> Json.read(row.getString(1), Said.class).note())
        .list();
  }
}
