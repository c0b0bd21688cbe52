package dev.parley.postgres;

/** The rarer statements of the journal; each locks the turn's row before it writes. */
final class TurnSql {
  /** The session's first user message; its title as long as nobody gave it another. */
  static final String TITLE =
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

  /** Locks the live turn a caller means. */
  static final String LIVE =
      """
      select t.id, t.node from turn t join session s on s.id = t.session
      where s.id = :session and s.owner = :owner and s.agent = :agent
        and t.ended is null
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
      ), unheard as (
        delete from note where turn = :turn
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
        where t.ended is null
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
        update turn set status = case when paused then status else 'QUEUED' end, wake = null
        from answered where turn.id = answered.turn
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
