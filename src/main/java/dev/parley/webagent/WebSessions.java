package dev.parley.webagent;

import dev.parley.id.AgentRid;
import dev.parley.id.SessionId;
import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.session.SessionKey;
import dev.parley.trace.Note;
import dev.parley.trace.Turn;
import dev.parley.trace.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All sessions of the web agent; each is found by its owner alone. */
public interface WebSessions {
  /** The agent all these sessions are of. */
  AgentRid AGENT = AgentRid.named("web agent");

  /** Writes a session, or finds the one that this owner began under the same idempotency key. */
  Created create(Fresh fresh);

  Optional<Kept> find(UserId owner, WebSessionId id);

  /** The session a turn belongs to. */
  Optional<Kept> of(SessionId session);

  /** A session with its turn, without what pages looked like. */
  Optional<Read> read(UserId owner, WebSessionId id);

  /** The turn of a session with everything in it; empty if it has none. */
  Optional<Turn> journal(UserId owner, WebSessionId id);

  /** Newest first; without turns. */
  Page list(UserId owner, WebAgent.Query query);

  /** Tells of every session of that source that began on that day or after it, one by one. */
  void eachUsed(UserId owner, WebSession.Source source, LocalDate first, Consumer<Used> each);

  void rename(SessionKey session, String name);

  /** Whether it was there. */
  boolean rate(UserId owner, WebSessionId id, WebSession.Quality quality);

  /** Removes a session that could not be begun. */
  void discard(SessionKey session);

  /**
   * A session to be made.
   *
   * @param sealed what was given that is secret
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Fresh(
      UserId owner,
      WebSession.Source source,
      Errand errand,
      byte[] sealed,
      @Nullable String idempotencyKey) {}

  /**
   * What one session has come to.
   *
   * @param date the day it began, in UTC
   * @param files how many files it has
   * @param bytes how large those are together
   * @param calls what each of its model calls used
   */
  record Used(LocalDate date, long files, long bytes, List<Usage> calls) {}

  /** A session, and whether it was made or found. */
  record Created(Kept kept, boolean made) {}

  /**
   * A session as it is kept.
   *
   * @param name null until it has one
   * @param sealed what was given that is secret
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Kept(
      WebSessionId id,
      SessionKey key,
      WebSession.Source source,
      @Nullable String name,
      Errand errand,
      byte[] sealed,
      WebSession.Quality quality,
      Instant started) {}

  /**
   * A session and how it stands.
   *
   * @param turn null until it is begun, and if it could not be
   * @param pending what was said and is not in the journal yet
   * @param ended null while it has not; a session that could not be begun has
   */
  record Read(
      Kept kept,
      @Nullable Turn turn,
      boolean paused,
      List<Note> pending,
      Instant updated,
      @Nullable Instant ended) {
    public Read {
      pending = List.copyOf(pending);
    }
  }

  /**
   * A line of a list.
   *
   * @param calls what its model calls used, as far as that is known
   */
  record Line(
      WebSessionId id,
      SessionKey key,
      WebSession.Source source,
      @Nullable String name,
      WebSession.Status status,
      WebSession.Quality quality,
      WebSession.Times times,
      List<Usage> calls) {
    public Line {
      calls = List.copyOf(calls);
    }
  }

  /** Some lines and how many there are in all. */
  record Page(List<Line> lines, long total) {
    public Page {
      lines = List.copyOf(lines);
    }
  }
}
