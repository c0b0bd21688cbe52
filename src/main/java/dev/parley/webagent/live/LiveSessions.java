package dev.parley.webagent.live;

import dev.parley.id.NodeId;
import dev.parley.id.TurnId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.session.SessionKey;
import dev.parley.webagent.WebSession.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How sessions stand, cheaply enough to ask every second. */
@FunctionalInterface
public interface LiveSessions {
  /** Empty if this owner has no such session. */
  Optional<Standing> standing(UserId owner, WebSessionId id);

  /**
   * How one stands.
   *
   * @param name null until it has one
   * @param turn null until it is begun
   */
  record Standing(SessionKey key, @Nullable String name, Status status, @Nullable At turn) {}

  /**
   * Where its turn is.
   *
   * @param rests whether it waits
   * @param node who has it; null if nobody does
   * @param tended whether that node lives
   */
  record At(TurnId id, boolean rests, @Nullable NodeId node, boolean tended) {
    /** Whether a node that is not this one has it. */
    boolean isElsewhere(NodeId here) {
      return node != null && tended && !node.equals(here);
    }
  }
}
