package dev.parley.door.aip;

/** A conversation of one user with one agent version. */
record Session(String rid, SessionMetadata metadata, String agentRid, String agentVersion) {
  static Session of(dev.parley.session.Session session) {
    return new Session(
        SessionRid.of(session.key().id()),
        SessionMetadata.of(session),
        session.key().agent().value(),
        session.version().toString());
  }
}
