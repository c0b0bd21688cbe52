package dev.parley.door.allyson;

import dev.parley.webagent.WebSession;
import java.util.List;

/** A session as lists show it (contract §2.2). */
record SessionListItem(
    double cost,
    List<SessionFile> files,
    String name,
    String sessionId,
    String startTime,
    String status,
    String updatedAt) {
  static SessionListItem of(WebSession session, List<SessionFile> files) {
    return new SessionListItem(
        session.state().cost(),
        files,
        session.name(),
        session.id().value(),
        Timestamp.of(session.times().started()),
        SessionStatus.of(session.state().status()).wireName,
        Timestamp.of(session.times().updated()));
  }
}
