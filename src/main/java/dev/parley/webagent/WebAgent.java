package dev.parley.webagent;

import dev.parley.id.UserId;
import dev.parley.id.WebSessionId;
import dev.parley.identity.Caller;
import dev.parley.session.SessionKey;
import dev.parley.trace.Turn;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a door can do with the web agent; every failure is a {@code ProblemException}.
 *
 * <p>Sessions are only ever found for their owner: {@code SessionMissing} for all others. What a
 * session that has ended does not take any more is {@code SessionOver}.
 */
public interface WebAgent {
  /**
   * Begins a session; returns once it is written down and has a name.
   *
   * @param idempotencyKey the session that was begun under it before is given again
   */
  WebSession start(
      Caller caller, WebSession.Source source, Order order, @Nullable String idempotencyKey);

  /**
   * Begins a session that does again what one that has ended did: without a model as long as that
   * fits the pages.
   *
   * @throws dev.parley.problem.ProblemException {@code TurnUnderWay} if it has not ended
   */
  WebSession rerun(
      Caller caller, WebSession.Source source, WebSessionId id, @Nullable String idempotencyKey);

  /** One session with its messages. */
  Optional<WebSession> find(UserId owner, WebSessionId id);

  /** What the agent has done in one session so far, and how that stands. */
  Optional<WebSteps> steps(UserId owner, WebSessionId id);

  /** The journal of one session; empty too if it could not be begun. */
  Optional<Turn> trace(UserId owner, WebSessionId id);

  /** A page of sessions without their messages, newest first. */
  Listed list(UserId owner, Query query);

  /** What a session is called where files are kept, without reading it. */
  Optional<SessionKey> locate(UserId owner, WebSessionId id);

  /** What sessions of that source came to, of each day from that one on that had some. */
  List<UsageDay> usage(UserId owner, WebSession.Source source, LocalDate first);

  /** Takes the browser away from the agent; nothing happens when that was done before. */
  void pause(UserId owner, WebSessionId id);

  /** Lets the agent go on, with a message about what was done meanwhile. */
  void resume(UserId owner, WebSessionId id, @Nullable String message);

  /** Ends the session; nothing happens when it has ended before. */
  void stop(UserId owner, WebSessionId id);

  /** Ends the session if it has not, and deletes it with its files, pictures and browser. */
  void delete(UserId owner, WebSessionId id);

  /** Tells the agent something before its next step. */
  void send(UserId owner, WebSessionId id, String message);

  /**
   * Answers a question, once; the message as it is then.
   *
   * @param message place of the question among the session's messages
   * @param values by title; blank ones are no answer
   * @throws dev.parley.problem.ProblemException {@code WrongShape} if there is no question or no
   *     answer, {@code QuestionAnswered}
   */
  WebMessage.AgentSaid answer(UserId owner, WebSessionId id, int message, List<Given> values);

  /** Keeps what the user thinks of the result, in every status. */
  void rate(UserId owner, WebSessionId id, WebSession.Quality quality);

  /** A value for the field of that title. */
  record Given(String title, String value) {
    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
      return "Given[" + title + "]";
    }
  }

  /**
   * Which sessions to list.
   *
   * @param search part of the name or id, in any case
   * @param page from 1
   */
  record Query(
      @Nullable String search,
      WebSession.@Nullable Status status,
      WebSession.@Nullable Source source,
      int page,
      int limit) {}

  /** A page of sessions and how many there are on all pages. */
  record Listed(List<WebSession> sessions, long total) {
    public Listed {
      sessions = List.copyOf(sessions);
    }
  }
}
