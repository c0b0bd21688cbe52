package dev.parley.postgres;

import dev.parley.id.NodeId;
import dev.parley.id.TurnId;
import dev.parley.tool.browser.Checkpoints;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** The newest checkpoint of each turn, written by the node that has the turn. */
public final class CheckpointRows implements Checkpoints {
  private final Database database;
  private final InstantSource clock;
  private final Supplier<NodeId> node;

  /**
   * @param node this process as the turns it has know it
   */
  public CheckpointRows(Database database, InstantSource clock, Supplier<NodeId> node) {
    this.database = database;
    this.clock = clock;
    this.node = node;
  }

  @Override
  public void save(TurnId turn, byte[] sealed) {
    database
        .jdbi()
        .useHandle(handle ->
            handle
                .createUpdate(
                    """
                    with mine as (
                      select id from turn where id = :turn and node = :node and ended is null
                      for no key update)
                    insert into checkpoint (turn, sealed, at) select id, :sealed, :now from mine
                    on conflict (turn) do update set sealed = excluded.sealed, at = excluded.at
                    """)
                .bind("turn", turn.value())
                .bind("node", node.get().value())
                .bind("sealed", sealed)
                .bind("now", clock.instant())
                .execute());
  }

  @Override
  public Optional<byte[]> latest(TurnId turn) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("select sealed from checkpoint where turn = :turn")
                .bind("turn", turn.value())
                .map((row, _) -> row.getBytes(1))
                .findOne());
  }
}
