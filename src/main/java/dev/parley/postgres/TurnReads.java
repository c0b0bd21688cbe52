package dev.parley.postgres;

import dev.parley.engine.Claim;
import dev.parley.engine.Journal.Adopted;
import dev.parley.id.AgentRid;
import dev.parley.id.MessageId;
import dev.parley.id.NodeId;
import dev.parley.id.SessionId;
import dev.parley.id.TraceId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.json.Json;
import dev.parley.problem.TurnProblem;
import dev.parley.session.SessionKey;
import dev.parley.trace.Answer;
import dev.parley.trace.Step;
import dev.parley.trace.Traces;
import dev.parley.trace.Turn;
import dev.parley.trace.TurnInput;
import dev.parley.trace.TurnStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads turns with their steps, one statement each. */
public final class TurnReads implements Traces {
  private static final String STEPS =
      """
      (select coalesce(jsonb_agg(jsonb_build_object(
          'no', p.no, 'round', p.round, 'work', p.work, 'outcome', p.outcome) order by p.no), '[]')
        from step p where p.turn = t.id
      """;

  /** All steps of {@code t}. */
  static final String ALL_STEPS = STEPS + ")";

  private static final String BY_IDS =
      "select t.*, s.owner, s.agent, "
          + ALL_STEPS
          + " as steps from turn t join session s on s.id = t.session where t.id = any(:turns)";

  /** The steps of {@code t} as people read them: without what pages showed, most of them. */
  static final String STEPS_WITHOUT_PAGES =
      """
      (select coalesce(jsonb_agg(jsonb_build_object(
          'no', p.no, 'round', p.round, 'work', p.work, 'outcome',
          case when p.outcome->>'type' = 'tool' and p.work->>'kind' = 'BROWSER'
            then jsonb_set(jsonb_set(p.outcome, '{value,listing}', '""', false),
              '{value,page}', '""', false)
            else p.outcome end) order by p.no), '[]')
        from step p where p.turn = t.id)
      """;

  /** The retrieval steps of {@code t}, without texts of documents, which exchanges do not show. */
  private static final String RETRIEVALS =
      """
      (select coalesce(jsonb_agg(jsonb_build_object(
          'no', p.no, 'round', p.round, 'work', p.work, 'outcome',
          jsonb_set(p.outcome, '{contexts}', jsonb_path_query_array(
            p.outcome->'contexts', '$[*] ? (@.type != "document")'))) order by p.no), '[]')
        from step p where p.turn = t.id and p.outcome->>'type' = 'retrieved')
      """;

  private final Jdbi jdbi;
  private final InstantSource clock;

  public TurnReads(Database database, InstantSource clock) {
    this.jdbi = database.jdbi();
    this.clock = clock;
  }

  @Override
  public Optional<List<Turn>> exchanges(SessionKey key) {
    var turns = new ArrayList<Turn>();
    boolean there =
        jdbi.withHandle(handle ->
            handle
                    .createQuery(
                        "select t.*, s.owner, s.agent, "
                            + RETRIEVALS
                            + """
                             as steps
                            from session s left join turn t
                              on t.session = s.id and t.answer is not null
                            where
                            """
                            + SessionRows.ALIVE
                            + " order by t.ordinal")
                    .bind("session", key.id().value())
                    .bind("owner", key.owner().value())
                    .bind("agent", key.agent().value())
                    .bind("now", clock.instant())
                    .map((row, _) -> row.getObject("id") == null || turns.add(turn(row)))
                    .list()
                    .size()
                > 0);
    return there ? Optional.of(List.copyOf(turns)) : Optional.empty();
  }

  @Override
  public Optional<Turn> find(SessionKey key, TraceId trace) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "select t.*, s.owner, s.agent, "
                    + STEPS
                    + """
                    ) as steps
                    from session s join turn t on t.session = s.id
                    where t.trace = :trace and
                    """
                    + SessionRows.ALIVE)
            .bind("session", key.id().value())
            .bind("owner", key.owner().value())
            .bind("agent", key.agent().value())
            .bind("trace", trace.value())
            .bind("now", clock.instant())
            .map((row, _) -> turn(row))
            .findOne());
  }

  /**
   * Turns of all sessions that have not ended and do not run.
   *
   * @param unclaimed are to be run and have no node that runs them
   * @param waiting wait for somebody, or are paused
   */
  public record Backlog(int unclaimed, int waiting) {}

  public Backlog backlog() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                select count(*) filter (where t.status = 'QUEUED' or (t.status = 'RUNNING'
                    and not exists (select 1 from node n where n.id = t.node))) as unclaimed,
                  count(*) filter (where t.status = 'WAITING') as waiting
                from turn t where t.ended is null
                """)
            .map((row, _) -> new Backlog(row.getInt("unclaimed"), row.getInt("waiting")))
            .one());
  }

  static List<Turn> byIds(Handle handle, List<UUID> turns) {
    return handle
        .createQuery(BY_IDS)
        .bindArray("turns", UUID.class, turns)
        .map((row, _) -> turn(row))
        .list();
  }

  static List<Adopted> adopted(Handle handle, NodeId node, List<UUID> turns) {
    return handle
        .createQuery(BY_IDS)
        .bindArray("turns", UUID.class, turns)
        .map((row, _) ->
            new Adopted(
                new Claim(new TurnId(Rows.uuid(row, "id")), node, row.getInt("fence")), turn(row)))
        .list();
  }

  /** A turn with the owner and agent of its session, and its steps. */
  static Turn turn(ResultSet row) throws SQLException {
    var message = Rows.maybeUuid(row, "message");
    return new Turn(
        new Turn.Ids(
            new TurnId(Rows.uuid(row, "id")),
            new SessionKey(
                new SessionId(Rows.uuid(row, "session")),
                new UserId(Rows.uuid(row, "owner")),
                new AgentRid(row.getString("agent"))),
            new TraceId(Rows.uuid(row, "trace")),
            message == null ? null : new MessageId(message)),
        TurnStatus.valueOf(row.getString("status")),
        Json.read(row.getString("input"), TurnInput.class),
        new Turn.Before(row.getInt("ordinal") - 1, row.getInt("earlier")),
        maybe(row, "answer", Answer.class),
        maybe(row, "problem", TurnProblem.class),
        Json.readList(row.getString("steps"), Step.class));
  }

  private static <T> @Nullable T maybe(ResultSet row, String column, Class<T> type)
      throws SQLException {
    String json = row.getString(column);
    return json == null ? null : Json.read(json, type);
  }
}
