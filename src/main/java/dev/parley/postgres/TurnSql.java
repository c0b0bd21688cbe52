package dev.parley.postgres;

/** The statements of the journal; each locks the turn's row with its fence before it writes. */
final class TurnSql {
  /** The session's first user message; its title as long as nobody gave it another. */
  private static final String TITLE =
      """
      title = case when s.titled or s.messages > 0 then s.title
        else coalesce(nullif(left(mine.input->>'text', 200), ''), s.title) end
      """;

  private static final String COUNTED =
      """
      , counted as (
        update session s set messages = s.messages + 2, updated = :now,
          expires = cast(:now as timestamptz) + s.retention,
      """
          + TITLE
          + """
            from mine where s.id = mine.session and :answered
          )
          """;

  static final HotSql ACCEPT =
      new HotSql(
          """
          with home as (
            select s.id from session s where
          """
              + SessionRows.ALIVE
              + """
                for key share
              ), last as (
                select ordinal, earlier + calls as calls from turn
                where session = :session order by ordinal desc limit 1
              ), fresh as (
                insert into turn (id, session, ordinal, status, node, fence, trace, message, earlier, calls,
                  input, created)
                select :turn, home.id, coalesce((select ordinal from last), 0) + 1, 'RUNNING', :node, 1,
                  :trace, cast(:message as uuid), coalesce((select calls from last), 0), :calls, cast(:input as jsonb), :now
                from home
                returning id, session, earlier
              ), first as (
                insert into step (turn, no, round, fence, work, started)
                select id, 1, :round, 1, cast(:work as jsonb), :now from fresh
              ), said as (
                insert into event (session, turn, fence, kind, body, at)
                select session, id, 1, 'turn.accepted', cast(:body as jsonb), :now from fresh
              )
              select earlier from fresh
              """);

  private static final String CLOSED_AND_SAID =
      """
      , closed as (
        update step set outcome = c.outcome, ended = :now
        from jsonb_to_recordset(cast(:closed as jsonb)) as c(no int, outcome jsonb), mine
        where step.turn = :turn and step.no = c.no and step.outcome is null
      ), said as (
        insert into event (session, turn, fence, kind, body, at)
        select session, :turn, :fence, :kind, cast(:body as jsonb), :now from mine
      )
      """;

  static final HotSql RECORD =
      new HotSql(
          """
          with mine as (
            update turn set status = :status, wake = cast(:wake as timestamptz), calls = calls + :calls,
              node = case when :keeps then node end
            where id = :turn and fence = :fence and node = :node and status = 'RUNNING'
            returning session
          )
          """
              + CLOSED_AND_SAID
              + """
              , opened as (
                insert into step (turn, no, round, fence, work, started)
                select :turn, o.no, o.round, :fence, o.work, :now
                from jsonb_to_recordset(cast(:opened as jsonb)) as o(no int, round int, work jsonb), mine
              )
              select count(*) from mine
              """);

  static final HotSql FINISH =
      new HotSql(
          """
          with mine as (
            update turn set status = :status, node = null, ended = :now,
              answer = cast(:answer as jsonb), problem = cast(:problem as jsonb)
            where id = :turn and fence = :fence and node = :node and status = 'RUNNING'
            returning session, input
          )
          """
              + CLOSED_AND_SAID
              + COUNTED
              + "select count(*) from mine");

  /** Locks the live turn a caller means. */
  static final String LIVE =
      """
      select t.id, t.node from turn t join session s on s.id = t.session
      where s.id = :session and s.owner = :owner and s.agent = :agent
        and t.status in ('QUEUED', 'RUNNING', 'WAITING')
      """;

  static final String CANCEL =
      """
      with mine as (
        update turn set status = 'CANCELLED', fence = fence + 1, node = null, wake = null,
          ended = :now, answer = cast(:answer as jsonb)
        where id = :turn
        returning session, input, fence
      ), closed as (
        update step set ended = :now, outcome = cast(
          case when work->>'type' = 'tool' and work->>'effect' = 'ONCE' then :unknown else :stopped end
          as jsonb)
        where turn = :turn and outcome is null
      ), said as (
        insert into event (session, turn, fence, kind, body, at)
        select session, :turn, fence, 'turn.ended', cast(:body as jsonb), :now from mine
      )
      """
          + COUNTED
          + "select count(*) from mine";

  static final String ADOPT =
      """
      with free as (
        select t.id from turn t
        where t.status in ('QUEUED', 'RUNNING', 'WAITING')
          and exists (select 1 from node n where n.id = :node)
          and (t.status <> 'WAITING' or t.wake <= :now)
          and (t.node is null
            or (t.node = :node and t.status <> 'RUNNING')
            or not exists (select 1 from node n where n.id = t.node))
        order by t.created limit :limit
        for update of t skip locked)
      update turn t set node = :node, fence = t.fence + 1, status = 'RUNNING', wake = null
      from free where t.id = free.id
      returning t.id
      """;

  static final String ANSWER =
      """
      with answered as (
        update step set outcome = cast(:outcome as jsonb), ended = :now
        where turn = :turn and outcome is null
          and work->>'type' = 'wait' and work->>'key' = :key
        returning turn
      ), queued as (
        update turn set status = 'QUEUED', wake = null from answered where turn.id = answered.turn
      )
      select count(*) from answered
      """;

  static final String AMEND =
      """
      update step set outcome = cast(:outcome as jsonb)
      where turn = :turn and no = :no and fence = :fence and outcome->>'type' = 'unknown'
        and exists (select 1 from turn t where t.id = step.turn and t.status = 'CANCELLED')
      """;

  private TurnSql() {}
}
