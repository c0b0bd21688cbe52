package dev.parley.door.aip;

import dev.parley.id.SessionId;
import dev.parley.id.StrictUuid;
import java.util.Optional;

/** The wire name of a session: its id behind a fixed prefix. */
final class SessionRid {
  private static final String PREFIX = "ri.aip-agents..session.";

  private SessionRid() {}

  static String of(SessionId id) {
    return PREFIX + id;
  }

  /** Empty for any other RID: it names no session. */
  static Optional<SessionId> parse(String rid) {
    return rid.startsWith(PREFIX)
        ? StrictUuid.parse(rid.substring(PREFIX.length())).map(SessionId::new)
        : Optional.empty();
  }
}
