package dev.parley.postgres;

import static java.util.stream.Collectors.joining;

import dev.parley.engine.Claim;
import dev.parley.engine.Journal.Closed;
import dev.parley.engine.Journal.Ending;
import dev.parley.engine.Settled;
import dev.parley.json.Json;
import dev.parley.problem.ProblemException;
import dev.parley.problem.TurnProblem.ExecutionFailed;
import dev.parley.trace.Outcome;
import dev.parley.trace.Step;
import dev.parley.trace.TurnStatus;
import dev.parley.trace.Work;
import dev.parley.trace.Work.ModelWork;
import dev.parley.trace.Work.WaitWork;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes what became of turns under their claims, those of one moment in one statement and one
 * commit.
 */
final class Advancing {

  private static final HotSql ADVANCE =
      new HotSql(
          """
          with asked as (
            select * from jsonb_to_recordset(cast(:asked as jsonb)) as a(turn uuid, node uuid,
              fence int, status text, wake timestamptz, keeps boolean, calls int, ends boolean,
              kind text, body jsonb)
          ), mine as (
            update turn t set status = a.status, wake = a.wake, calls = t.calls + a.calls,
              node = case when a.keeps then t.node end,
              answer = nullif(a.body->'answer', 'null'), problem = nullif(a.body->'problem', 'null'),
              ended = case when a.ends then cast(:now as timestamptz) end
            from asked a
            where t.id = any(:turns) and t.id = a.turn and t.fence = a.fence and t.node = a.node
              and t.status = 'RUNNING'
            returning t.id, t.session, t.input, t.answer, a.*
          ), done as (
            update step set outcome = c.outcome, ended = :now
            from mine, jsonb_to_recordset(cast(:closed as jsonb)) as c(turn uuid, no int, outcome jsonb)
            where c.turn = mine.id and step.turn = c.turn and step.no = c.no and step.outcome is null
          ), next as (
            insert into step (turn, no, round, fence, work, outcome, started, ended)
            select mine.id, o.no, o.round, mine.fence, o.work, nullif(o.outcome, 'null'), :now,
              case when nullif(o.outcome, 'null') is not null then cast(:now as timestamptz) end
            from mine, jsonb_to_recordset(cast(:opened as jsonb))
              as o(turn uuid, no int, round int, work jsonb, outcome jsonb)
            where o.turn = mine.id
          ), said as (
            insert into event (session, turn, fence, kind, body, at)
            select session, id, fence, kind, body, :now from mine
          ), counted as (
            update session s set messages = s.messages + 2, updated = :now,
              expires = cast(:now as timestamptz) + s.retention,
          """
              + TurnSql.TITLE
              + """
                from mine where s.id = mine.session and mine.answer is not null
              )
              select id from mine
              """);

  private static final HotSql.Mapper<UUID> KEY = row -> row.getObject(1, UUID.class);

  private final Database database;
  private final InstantSource clock;
  private final Together<Asked, Boolean> together =
      new Together<>(Asked::size, this::advanceAll, Refusals::isUndone);

  Advancing(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What is written of a turn, as rows written out by whoever asks. */
  private record Asked(UUID turn, String row, List<String> closed, List<String> opened) {
    static Asked of(UUID turn, Map<String, ?> row, List<Closed> closed, List<Step> opened) {
      return new Asked(
          turn,
          Json.print(row),
          closed.stream()
              .map(each -> Json.print(new ClosedRow(turn, each.no(), each.outcome())))
              .toList(),
          opened.stream()
              .map(each ->
                  Json.print(
                      new OpenedRow(turn, each.no(), each.round(), each.work(), each.outcome())))
              .toList());
    }

    int size() {
      return Stream.of(List.of(row), closed, opened)
          .flatMap(List::stream)
          .mapToInt(String::length)
          .sum();
    }
  }

  private record ClosedRow(UUID turn, int no, Outcome outcome) {}

  private record OpenedRow(UUID turn, int no, int round, Work work, @Nullable Outcome outcome) {}

  /** Closes steps and opens others; false if the claim does not hold. */
  boolean goOn(Claim claim, List<Closed> closed, List<Step> opened) {
    return write(going(claim, closed, opened));
  }

  private static Asked going(Claim claim, List<Closed> closed, List<Step> opened) {
    var wait =
        opened.stream()
            .map(Step::work)
            .filter(WaitWork.class::isInstance)
            .map(WaitWork.class::cast)
            .findFirst();
    var row = row(claim);
    row.put("status", wait.isPresent() ? TurnStatus.WAITING : TurnStatus.RUNNING);
    row.put("wake", wait.map(WaitWork::deadline).orElse(null));
    row.put("keeps", wait.map(WaitWork::holds).orElse(true));
    row.put("calls", opened.stream().filter(step -> step.work() instanceof ModelWork).count());
    row.put("ends", false);
    row.put("kind", "turn.advanced");
    row.put(
        "body",
        Map.of(
            "closed", closed.stream().map(Closed::no).toList(),
            "opened", opened.stream().map(Step::no).toList()));
    return Asked.of(claim.turn().value(), row, closed, opened);
  }

  /** Closes steps and ends the turn; false if the claim does not hold. */
  boolean end(Claim claim, List<Closed> closed, Ending ending) {
    return write(ending(claim, closed, List.of(), ending));
  }

  private static Asked ending(Claim claim, List<Closed> closed, List<Step> heard, Ending ending) {
    var row = row(claim);
    row.put("status", ending.answer() != null ? TurnStatus.DONE : TurnStatus.FAILED);
    row.put("keeps", false);
    row.put("calls", 0);
    row.put("ends", true);
    row.put("kind", "turn.ended");
    row.put("body", ending);
    return Asked.of(claim.turn().value(), row, closed, heard);
  }

  /** Writes what was decided, in the transaction that has locked the turn's row. */
  boolean settled(Connection connection, Claim claim, List<Closed> closed, Settled decided) {
    var ending = decided.ending();
    var asked =
        ending == null
            ? going(claim, closed, decided.added())
            : ending(claim, closed, decided.added(), ending);
    return !ADVANCE.rows(connection, values -> bind(values, List.of(asked)), KEY).isEmpty();
  }

  private static Map<String, @Nullable Object> row(Claim claim) {
    var row = new HashMap<String, @Nullable Object>();
    row.put("turn", claim.turn().value());
    row.put("node", claim.node().value());
    row.put("fence", claim.fence());
    return row;
  }

  private boolean write(Asked asked) {
    try {
      return together.ask(asked);
    } catch (RuntimeException refused) {
      throw Refusals.isUnstorable(refused)
          ? new ProblemException(new ExecutionFailed("A result of this turn cannot be kept.", ""))
          : refused;
    }
  }

  private List<Boolean> advanceAll(List<Asked> batch) {
    var held = new HashSet<>(ADVANCE.rows(database, values -> bind(values, batch), KEY));
    return batch.stream().map(asked -> held.contains(asked.turn())).toList();
  }

  private void bind(HotSql.Values values, List<Asked> batch) {
    var inOrder = batch.stream().sorted(Comparator.comparing(Asked::turn)).toList();
    values
        .bind("turns", batch.stream().map(Asked::turn).toArray(UUID[]::new))
        .bind("asked", array(inOrder.stream().map(Asked::row)))
        .bind("closed", array(inOrder.stream().flatMap(each -> each.closed().stream())))
        .bind("opened", array(inOrder.stream().flatMap(each -> each.opened().stream())))
        .bind("now", clock.instant());
  }

  private static String array(Stream<String> rows) {
    return rows.collect(joining(",", "[", "]"));
  }
}
