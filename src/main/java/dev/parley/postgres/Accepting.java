package dev.parley.postgres;

import static java.util.stream.Collectors.joining;

import dev.parley.engine.NewTurn;
import dev.parley.id.NodeId;
import dev.parley.json.Json;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.problem.SessionProblem.TraceIdTaken;
import dev.parley.problem.SessionProblem.TurnUnderWay;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.ModelWork;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down new turns, those of one moment in one statement and one commit. */
final class Accepting {
  private static final int ATTEMPTS = 5;

  private static final HotSql ACCEPT =
      new HotSql(
          """
          with asked as (
            select * from jsonb_to_recordset(cast(:asked as jsonb)) as a(session uuid, owner uuid,
              agent text, turn uuid, node uuid, trace uuid, message uuid, calls int, input jsonb,
              first jsonb)
          ), home as (
            select a.* from asked a join session s
              on s.id = a.session and s.owner = a.owner and s.agent = a.agent
            where s.id = any(:sessions) and
          """
              + SessionRows.FRESH
              + """
                order by s.id for key share of s
              ), fresh as (
                insert into turn (id, session, ordinal, status, node, fence, trace, message, earlier,
                  calls, input, created)
                select h.turn, h.session, coalesce(last.ordinal, 0) + 1, 'RUNNING', h.node, 1,
                  h.trace, h.message, coalesce(last.calls, 0), h.calls, h.input, :now
                from home h left join lateral (
                  select ordinal, earlier + calls as calls from turn
                  where session = h.session order by ordinal desc limit 1) last on true
                on conflict do nothing
                returning id, session, ordinal, earlier
              ), first as (
                insert into step (turn, no, round, fence, work, started)
                select f.id, 1, cast(a.first->>'round' as int), 1, a.first->'work', :now
                from fresh f join asked a on a.turn = f.id
              ), said as (
                insert into event (session, turn, fence, kind, body, at)
                select f.session, f.id, 1, 'turn.accepted', jsonb_build_object('trace', a.trace), :now
                from fresh f join asked a on a.turn = f.id
              )
              select id, ordinal - 1, earlier from fresh
              """);

  private static final HotSql HINDRANCE =
      new HotSql(
          """
          select exists (select 1 from turn t where t.session = s.id and t.trace = :trace),
            exists (select 1 from turn t where t.session = s.id and t.ended is null)
          from session s where
          """
              + SessionRows.ALIVE);

  private final Database database;
  private final InstantSource clock;
  private final Together<Asked, Optional<Turn.Before>> together =
      new Together<>(Asked::size, this::acceptAll, Refusals::isUndone);

  Accepting(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A row to be, written out by whoever asks, so that nobody else waits for that. */
  private record Asked(UUID session, UUID turn, String row) {
    static Asked of(NodeId node, NewTurn fresh) {
      var first = Step.first(fresh.first());
      var message = fresh.ids().message();
      var row = new HashMap<String, @Nullable Object>();
      row.put("session", fresh.session().id().value());
      row.put("owner", fresh.session().owner().value());
      row.put("agent", fresh.session().agent().value());
      row.put("turn", fresh.ids().turn().value());
      row.put("node", node.value());
      row.put("trace", fresh.ids().trace().value());
      row.put("message", message == null ? null : message.value());
      row.put("calls", first.work() instanceof ModelWork ? 1 : 0);
      row.put("input", fresh.input());
      // As a step: the kind of work is written where its declared type is known.
      row.put("first", first);
      return new Asked(fresh.session().id().value(), fresh.ids().turn().value(), Json.print(row));
    }

    int size() {
      return row.length();
    }
  }

  Turn.Before accept(NodeId node, NewTurn turn) {
    var asked = Asked.of(node, turn);
    for (int attempt = 1; ; attempt++) {
      var accepted = together.ask(asked);
      if (accepted.isPresent()) {
        return accepted.get();
      }
      var hindrance = hindrance(turn);
      if (hindrance.isPresent() || attempt == ATTEMPTS) {
        throw new ProblemException(hindrance.orElseGet(TurnUnderWay::new));
      }
    }
  }

  private List<Optional<Turn.Before>> acceptAll(List<Asked> batch) {
    // In the order of their sessions, as every node locks them.
    var rows =
        batch.stream()
            .sorted(Comparator.comparing(Asked::session))
            .map(Asked::row)
            .collect(joining(",", "[", "]"));
    var accepted = new HashMap<UUID, Turn.Before>();
    ACCEPT
        .rows(
            database,
            values ->
                values
                    .bind("sessions", batch.stream().map(Asked::session).toArray(UUID[]::new))
                    .bind("asked", rows)
                    .bind("now", clock.instant()),
            row ->
                Map.entry(
                    row.getObject(1, UUID.class), new Turn.Before(row.getInt(2), row.getInt(3))))
        .forEach(entry -> accepted.put(entry.getKey(), entry.getValue()));
    return batch.stream().map(asked -> Optional.ofNullable(accepted.get(asked.turn()))).toList();
  }

  /** Why a turn was not taken; empty if the reason has gone meanwhile. */
  private Optional<Problem> hindrance(NewTurn turn) {
    var found =
        HINDRANCE.rows(
            database,
            values ->
                values
                    .bind("session", turn.session().id().value())
                    .bind("owner", turn.session().owner().value())
                    .bind("agent", turn.session().agent().value())
                    .bind("trace", turn.ids().trace().value())
                    .bind("now", clock.instant()),
            row -> new boolean[] {row.getBoolean(1), row.getBoolean(2)});
    if (found.isEmpty()) {
      return Optional.of(new SessionMissing());
    }
    boolean isTraceTaken = found.getFirst()[0];
    boolean isUnderWay = found.getFirst()[1];
    if (isTraceTaken) {
      return Optional.of(new TraceIdTaken(turn.ids().trace()));
    }
    return isUnderWay ? Optional.of(new TurnUnderWay()) : Optional.empty();
  }
}
