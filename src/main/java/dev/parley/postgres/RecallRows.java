package dev.parley.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.agent.VersionNumber;
import dev.parley.conversation.Recall;
import dev.parley.id.AgentRid;
import dev.parley.id.SessionId;
import dev.parley.json.Json;
import dev.parley.trace.Turn;
import java.time.Duration;
import java.util.Optional;

/**
 * Conversations so far, from the rows of their turns, or as this node left them.
 *
 * <p>What a turn leaves is right for the next one and for no other: a turn that came between, here
 * or on another node, is known by the number of turns.
 */
public final class RecallRows implements Recall {
  private static final HotSql RECALL =
      new HotSql(
          """
          select s.agent, s.major, s.minor, case when s.messages = 0 then '[]' else (
            select coalesce(jsonb_agg(jsonb_build_object(
              'user', t.input->>'text', 'answer', t.answer->>'text')
              order by t.ordinal), '[]')
            from turn t where t.session = s.id and t.answer is not null)
            end as exchanges
          from session s where s.id = :session
          """);

  /** Characters of all conversations that are kept at hand. */
  private static final long KEPT = 16_000_000;

  /** After which a session is read again, and one that is gone takes no room. */
  private static final Duration IDLE = Duration.ofMinutes(10);

  private static final int COST_OF_ONE = 500;

  private final Database database;
  private final Cache<SessionId, Left> recent =
      Caffeine.newBuilder()
          .maximumWeight(KEPT)
          .weigher(RecallRows::weight)
          .expireAfterAccess(IDLE)
          .build();

  public RecallRows(Database database) {
    this.database = database;
  }

  /** What is remembered once a session has seen so many turns. */
  private record Left(int turns, Remembered remembered) {}

  private static int weight(SessionId session, Left left) {
    long characters =
        left.remembered().exchanges().stream()
            .mapToLong(exchange -> 100L + exchange.user().length() + exchange.answer().length())
            .sum();
    return (int) Math.min(Integer.MAX_VALUE, COST_OF_ONE + characters);
  }

  @Override
  public Optional<Remembered> recall(Turn turn) {
    var left = recent.getIfPresent(turn.ids().session().id());
    return left != null && left.turns() == turn.before().turns()
        ? Optional.of(left.remembered())
        : read(turn.ids().session().id());
  }

  @Override
  public void leave(Turn turn, Remembered remembered) {
    recent.put(turn.ids().session().id(), new Left(turn.before().turns() + 1, remembered));
  }

  @Override
  public void forget(SessionId session) {
    recent.invalidate(session);
  }

  private Optional<Remembered> read(SessionId session) {
    return RECALL
        .rows(
            database,
            values -> values.bind("session", session.value()),
            row ->
                new Remembered(
                    new AgentRid(row.getString("agent")),
                    new VersionNumber(row.getInt("major"), row.getInt("minor")),
                    Json.readList(row.getString("exchanges"), Exchange.class)))
        .stream()
        .findFirst();
  }
}
