package dev.parley.session;

import dev.parley.agent.VersionNumber;
import dev.parley.id.ClientId;
import java.time.Instant;

/** The durable relation of one user with one agent version. */
public record Session(
    SessionKey key,
    ClientId client,
    VersionNumber version,
    String title,
    int messageCount,
    Times times) {

  /** When it was made, last changed, and will expire. */
  public record Times(Instant created, Instant updated, Instant expires) {}
}
