package dev.parley.tool.browser;

import dev.parley.id.TurnId;
import java.util.Optional;

/** The newest checkpoint of each turn's browser; it goes with the turn. */
public interface Checkpoints {
  /**
   * Keeps it in the place of the one before; nothing happens once the turn is not this node's.
   *
   * @param sealed bound to the turn's session; nobody else can read it
   */
  void save(TurnId turn, byte[] sealed);

  /** Empty if the turn never had one. */
  Optional<byte[]> latest(TurnId turn);
}
