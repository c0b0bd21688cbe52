package dev.parley.trace;

import dev.parley.id.TraceId;
import dev.parley.session.SessionKey;
import java.util.List;
import java.util.Optional;

/** The stored turns of sessions. */
public interface Traces {
  /**
   * The exchanges of a session, oldest first, with retrieval steps only, and of these all but what
   * was found in documents; empty: no session.
   */
  Optional<List<Turn>> exchanges(SessionKey session);

  /** One turn with all its steps, also while it runs. */
  Optional<Turn> find(SessionKey session, TraceId trace);
}
