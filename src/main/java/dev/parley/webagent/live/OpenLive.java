package dev.parley.webagent.live;

import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.problem.ProblemException;
import dev.parley.problem.SessionProblem.SessionMissing;
import dev.parley.problem.SessionProblem.SessionOver;
import java.time.Instant;
import java.util.Locale;

/** Gives the owner of a session what it is watched by, or taken over. */
public final class OpenLive {
  private final LiveSessions sessions;
  private final LiveTokens tokens;

  public OpenLive(LiveSessions sessions, LiveTokens tokens) {
    this.sessions = sessions;
    this.tokens = tokens;
  }

  /**
   * A token, and the page that shows the session with it.
   *
   * @param until when it must have been used
   */
  public record Opened(String token, String url, Instant until) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Opened[" + until + "]";
    }
  }

  /**
   * Whoever has the token may watch, and with that scope take control, as this owner.
   *
   * @param by what whoever has it is called
   * @throws ProblemException {@code SessionMissing}; {@code SessionOver} for control of one that
   *     has ended
   */
  public Opened open(UserId owner, WebSessionId id, LiveScope scope, String by) {
    var standing =
        sessions.standing(owner, id).orElseThrow(() -> new ProblemException(new SessionMissing()));
    if (scope == LiveScope.CONTROL && standing.status().isFinal()) {
      throw new ProblemException(
          new SessionOver(standing.status().name().toLowerCase(Locale.ROOT)));
    }
    var issued = tokens.issue(owner, id, scope, by);
    return new Opened(issued.token(), tokens.page(issued), issued.pass().opensUntil());
  }
}
