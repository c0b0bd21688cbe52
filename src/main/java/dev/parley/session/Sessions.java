package dev.parley.session;

import dev.parley.agent.VersionNumber;
import dev.parley.id.AgentRid;
import dev.parley.id.ClientId;
import dev.parley.id.SessionId;
import dev.parley.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All live sessions; expired and deleted ones are not among them. */
public interface Sessions {
  Session create(NewSession session);

  Optional<Session> find(SessionKey key);

  /**
   * The version a session was opened with, which never changes; often without asking the database,
   * so it may still be told of a session that is gone.
   */
  default Optional<VersionNumber> versionOf(SessionKey key) {
    return find(key).map(Session::version);
  }

  /** Most recently updated first, ties by id. */
  List<Session> list(Listing listing);

  /** Whether the session was there to be renamed; sets its update time, not its expiry. */
  boolean rename(SessionKey key, String title);

  /** Deletes expired sessions without a live turn; how many, at most {@code limit}. */
  int sweep(int limit);

  /** A session to be made. */
  record NewSession(
      UserId owner,
      ClientId client,
      AgentRid agent,
      VersionNumber version,
      String title,
      Duration retention) {}

  /** Which sessions of a user and client to list; all agents when none is named. */
  record Listing(
      UserId owner, ClientId client, @Nullable AgentRid agent, @Nullable After after, int limit) {}

  /** The last session of the page before. */
  record After(Instant updated, SessionId id) {}
}
