package dev.parley.postgres;

import dev.parley.engine.Claim;
import dev.parley.engine.Journal;
import dev.parley.engine.NewTurn;
import dev.parley.engine.Settled;
import dev.parley.engine.TurnEnd;
import dev.parley.id.MessageId;
import dev.parley.id.NodeId;
import dev.parley.id.TurnId;
import dev.parley.json.Json;
import dev.parley.session.SessionKey;
import dev.parley.trace.Answer;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome;
import dev.parley.trace.Outcome.StoppedOutcome;
import dev.parley.trace.Outcome.UnknownOutcome;
import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** The journal of turns in rows; a turn without tools is two commits, shared with others' turns. */
public final class TurnRows implements Journal {
  private static final Outcome CANCELLED_UNKNOWN =
      new UnknownOutcome("the turn was cancelled while the call was under way");

  private final Database database;
  private final InstantSource clock;
  private final Accepting accepting;
  private final Advancing advancing;
  private final Telling telling;

  public TurnRows(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.accepting = new Accepting(database, clock);
    this.advancing = new Advancing(database, clock);
    this.telling = new Telling(database, advancing, clock);
  }

  @Override
  public Turn.Before accept(NodeId node, NewTurn turn) {
    return accepting.accept(node, turn);
  }

  private static Query named(Query query, SessionKey key) {
    return query
        .bind("session", key.id().value())
        .bind("owner", key.owner().value())
        .bind("agent", key.agent().value());
  }

  @Override
  public boolean record(Claim claim, List<Closed> closed, List<Step> opened) {
    return advancing.goOn(claim, closed, opened);
  }

  @Override
  public boolean finish(Claim claim, List<Closed> closed, Ending ending) {
    return advancing.end(claim, closed, ending);
  }

  @Override
  public boolean settle(Claim claim, List<Closed> closed, Function<List<Note>, Settled> decision) {
    return telling.settle(claim, closed, decision);
  }

  @Override
  public Optional<Told> tell(SessionKey session, List<Note> notes) {
    return telling.tell(session, notes);
  }

  private static @Nullable String jsonOrNull(@Nullable Object value) {
    return value == null ? null : Json.print(value);
  }

  @Override
  public void amend(Claim claim, int step, Outcome outcome) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(TurnSql.AMEND)
                .bind("turn", claim.turn().value())
                .bind("no", step)
                .bind("fence", claim.fence())
                .bind("outcome", Json.print(outcome))
                .execute());
  }

  @Override
  public Optional<Stopped> cancel(
      SessionKey session, @Nullable MessageId message, @Nullable Answer answer) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          var live =
              named(
                      handle.createQuery(
                          TurnSql.LIVE
                              + " and (cast(:message as uuid) is null or t.message = cast(:message as uuid))"
                              + " for update of t"),
                      session)
                  .bind("message", message == null ? null : message.value())
                  .map((row, _) ->
                      new Live(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                  .findOne();
          return live.map(found -> stop(handle, found, answer));
        });
  }

  /** A live turn under lock. */
  private record Live(UUID turn, @Nullable UUID node) {
    TurnId id() {
      return new TurnId(turn);
    }

    @Nullable NodeId owner() {
      return node == null ? null : new NodeId(node);
    }
  }

  private Stopped stop(Handle handle, Live live, @Nullable Answer answer) {
    int _ =
        handle
            .createQuery(TurnSql.CANCEL)
            .bind("turn", live.turn())
            .bind("answer", jsonOrNull(answer))
            .bind("answered", answer != null)
            .bind("unknown", Json.print(CANCELLED_UNKNOWN))
            .bind("stopped", Json.print(new StoppedOutcome()))
            .bind("body", "{\"cancelled\": true}")
            .bind("now", clock.instant())
            .mapTo(int.class)
            .one();
    var turn = TurnReads.byIds(handle, List.of(live.turn())).getFirst();
    return new Stopped(turn, live.owner());
  }

  @Override
  public Optional<Deleted> delete(SessionKey session) {
    // A turn begun meanwhile locks itself, then its session: we the other way round. We give way.
    for (int attempt = 1; ; attempt++) {
      try {
        return deleteUnlessWaiting(session);
      } catch (UnableToExecuteStatementException waited) {
        if (attempt == 20
            || !(waited.getCause() instanceof PSQLException cause)
            || !"55P03".equals(cause.getSQLState())) {
          throw waited;
        }
      }
    }
  }

  private Optional<Deleted> deleteUnlessWaiting(SessionKey session) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          handle.execute("set local lock_timeout = '200ms'");
          var live =
              named(handle.createQuery(TurnSql.LIVE + " for update of t"), session)
                  .map((row, _) ->
                      new Live(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                  .findOne();
          int gone =
              handle
                  .createUpdate("delete from session s where " + SessionRows.ALIVE)
                  .bind("session", session.id().value())
                  .bind("owner", session.owner().value())
                  .bind("agent", session.agent().value())
                  .bind("now", clock.instant())
                  .execute();
          if (gone == 0) {
            return Optional.<Deleted>empty();
          }
          SessionRows.forgetAll(handle, List.of(session.id().value()), clock.instant());
          return Optional.of(
              new Deleted(live.map(Live::id).orElse(null), live.map(Live::owner).orElse(null)));
        });
  }

  @Override
  public Optional<Stopped> answer(SessionKey session, String waitKey, String answer) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          var live =
              named(
                      handle.createQuery(
                          TurnSql.LIVE + " and t.status = 'WAITING' for update of t"),
                      session)
                  .map((row, _) ->
                      new Live(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                  .findOne();
          return live.filter(found -> answered(handle, found, waitKey, answer))
              .map(found ->
                  new Stopped(
                      TurnReads.byIds(handle, List.of(found.turn())).getFirst(), found.owner()));
        });
  }

  private boolean answered(Handle handle, Live live, String waitKey, String answer) {
    return handle
            .createQuery(TurnSql.ANSWER)
            .bind("turn", live.turn())
            .bind("key", waitKey)
            .bind("outcome", Json.print(new WaitOutcome(answer)))
            .bind("now", clock.instant())
            .mapTo(int.class)
            .one()
        > 0;
  }

  @Override
  public void release(NodeId node, Collection<TurnId> turns) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    update turn set node = null, status = 'QUEUED'
                    where id = any(:turns) and node = :node and status = 'RUNNING'
                    """)
                .bindArray("turns", UUID.class, turns.stream().map(TurnId::value).toList())
                .bind("node", node.value())
                .execute());
  }

  @Override
  public List<Adopted> adopt(NodeId node, int limit) {
    return database
        .jdbi()
        .inTransaction(handle -> {
          // In the same transaction, so that a late beat of the dead node finds no row.
          handle.execute("delete from node where lease_until < clock_timestamp()");
          var taken =
              handle
                  .createQuery(TurnSql.ADOPT)
                  .bind("node", node.value())
                  .bind("limit", limit)
                  .bind("now", clock.instant())
                  .mapTo(UUID.class)
                  .list();
          return taken.isEmpty() ? List.of() : TurnReads.adopted(handle, node, taken);
        });
  }

  /** How a turn stands by its row. */
  private record Standing(TurnId turn, Optional<TurnEnd> fate, boolean paused) {}

  @Override
  public Seen see(NodeId node, Collection<TurnId> turns) {
    var found =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("select id, status, node, paused from turn where id = any(:turns)")
                    .bindArray("turns", UUID.class, turns.stream().map(TurnId::value).toList())
                    .map((row, _) -> standing(row, node))
                    .list());
    var gone = new HashMap<TurnId, TurnEnd>();
    turns.forEach(turn -> gone.put(turn, new TurnEnd.Cancelled()));
    var paused = new HashSet<TurnId>();
    for (var standing : found) {
      gone.remove(standing.turn());
      standing.fate().ifPresent(end -> gone.put(standing.turn(), end));
      if (standing.paused()) {
        paused.add(standing.turn());
      }
    }
    return new Seen(gone, paused);
  }

  private static Standing standing(ResultSet row, NodeId node) throws SQLException {
    boolean ours = node.value().equals(Rows.maybeUuid(row, "node"));
    return new Standing(
        new TurnId(Rows.uuid(row, "id")),
        fate(TurnStatus.valueOf(row.getString("status")), ours),
        row.getBoolean("paused"));
  }

  private static Optional<TurnEnd> fate(TurnStatus status, boolean ours) {
    return switch (status) {
      case CANCELLED -> Optional.of(new TurnEnd.Cancelled());
      // Its own run has just ended it and will say so itself.
      case DONE, FAILED -> Optional.empty();
      case QUEUED, RUNNING, WAITING -> ours ? Optional.empty() : Optional.of(new TurnEnd.Lost());
    };
  }
}
