package dev.parley.app;

import dev.parley.engine.Turns;
import dev.parley.file.Files;
import dev.parley.id.UserId;
import dev.parley.identity.Belongings;
import dev.parley.postgres.SessionRows;

/** The sessions of a user, whatever door they came by, with their turns, files and browsers. */
record OwnedSessions(SessionRows sessions, Turns turns, Files files) implements Belongings {
  private static final int AT_ONCE = 100;

  @Override
  public boolean removeSome(UserId owner) {
    var some = sessions.owned(owner, AT_ONCE);
    some.forEach(turns::delete);
    if (!some.isEmpty()) {
      files.discardLeftBehind();
    }
    return some.size() < AT_ONCE;
  }
}
