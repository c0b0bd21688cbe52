package dev.parley.webagent.live;

import dev.parley.engine.Turns;
import dev.parley.id.NodeId;
import dev.parley.session.SessionKey;
import dev.parley.trace.Note;
import java.util.List;
import java.util.Optional;

/** Says to the turns of sessions that they are to pause, and to go on. */
public interface Pausing {
  /** Whether it changed anything; empty if there is no live turn. */
  Optional<Boolean> tell(SessionKey session, List<Note> notes);

  /** Who this node is. */
  NodeId node();

  /** Those of the engine. */
  static Pausing of(Turns turns) {
    return new Pausing() {
      @Override
      public Optional<Boolean> tell(SessionKey session, List<Note> notes) {
        return turns.tell(session, notes);
      }

      @Override
      public NodeId node() {
        return turns.node();
      }
    };
  }
}
