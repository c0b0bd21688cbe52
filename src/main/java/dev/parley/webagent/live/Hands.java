package dev.parley.webagent.live;

import dev.parley.engine.Events.Event;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.webagent.live.LiveState.Controller;
import java.util.List;
import java.util.Optional;

/** Who has their hands on which session, and what happened in it. */
public interface Hands {
  /** Who has control of a session here. */
  Optional<Controller> controller(UserId owner, WebSessionId id);

  /** Events of a session after {@code seq}, oldest first; empty if this owner has no such one. */
  Optional<List<Event>> events(UserId owner, WebSessionId id, long after, int most);
}
