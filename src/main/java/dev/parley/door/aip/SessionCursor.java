package dev.parley.door.aip;

import dev.parley.id.SessionId;
import dev.parley.session.Sessions;
import java.time.Instant;
import java.util.UUID;

/** Where a page of sessions ended, as text inside a page token. */
final class SessionCursor {
  private SessionCursor() {}

  static String print(dev.parley.session.Session last) {
    return last.times().updated() + " " + last.key().id();
  }

  /** Reads what {@link #print} wrote; tokens are signed, so nothing else comes here. */
  static Sessions.After parse(String text) {
    int space = text.indexOf(' ');
    return new Sessions.After(
        Instant.parse(text.substring(0, space)),
        new SessionId(UUID.fromString(text.substring(space + 1))));
  }
}
