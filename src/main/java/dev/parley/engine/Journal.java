package dev.parley.engine;

import dev.parley.id.MessageId;
import dev.parley.id.NodeId;
import dev.parley.id.TurnId;
import dev.parley.problem.TurnProblem;
import dev.parley.session.SessionKey;
import dev.parley.trace.Answer;
import dev.parley.trace.Note;
import dev.parley.trace.Outcome;
import dev.parley.trace.Step;
import dev.parley.trace.Turn;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The durable side of turns. Each method is one transaction.
 *
 * <p>Methods with a {@link Claim} lock the turn's row with its fence first; false means that the
 * claim no longer holds and nothing was written. They throw a {@code ProblemException} with {@code
 * ExecutionFailed} if the database will never take what they were given; anything else they throw
 * leaves open whether it was written.
 */
public interface Journal {
  /**
   * Writes a turn, claimed by this node with fence 1, and its first step.
   *
   * @return what the session had seen before it
   * @throws dev.parley.problem.ProblemException {@code SessionMissing}, {@code TurnUnderWay},
   *     {@code TraceIdTaken}
   */
  Turn.Before accept(NodeId node, NewTurn turn);

  /** Closes steps and opens others; the turn goes on, or waits if one of the others is a wait. */
  boolean record(Claim claim, List<Closed> closed, List<Step> opened);

  /**
   * Closes steps and writes what is decided on what was said to the turn meanwhile. All of it is
   * under the lock of the turn's row, so that nothing said is missed before a wait.
   *
   * @param decision is given what was said, in its order; called at most once, must not block
   */
  boolean settle(Claim claim, List<Closed> closed, Function<List<Note>, Settled> decision);

  /** Closes steps and ends the turn; an answer counts in the session, a problem does not. */
  boolean finish(Claim claim, List<Closed> closed, Ending ending);

  /** Says what really became of a step that a cancel closed as unknown. */
  void amend(Claim claim, int step, Outcome outcome);

  /**
   * Ends a live turn, raising its fence and closing its steps; what was said to it is discarded.
   *
   * @param message if not null, only the turn that has this message id
   * @param answer if not null, the exchange is kept with it
   * @return the turn and who ran it; empty if there is no such live turn
   */
  Optional<Stopped> cancel(
      SessionKey session, @Nullable MessageId message, @Nullable Answer answer);

  /** Deletes a session with everything in it; who ran its live turn, if any; empty: no session. */
  Optional<Deleted> delete(SessionKey session);

  /**
   * Answers an open wait and queues its turn, unless that is paused; who holds it, or empty if
   * nothing waits.
   */
  Optional<Stopped> answer(SessionKey session, String waitKey, String answer);

  /**
   * Says something to the live turn of a session. A pause holds it until the end of the pause,
   * which queues it if it waits; words and late answers are taken in before its next step.
   *
   * @return empty if there is no live turn
   * @throws dev.parley.problem.ProblemException {@code MessagesWaiting}; then nothing was said
   */
  Optional<Told> tell(SessionKey session, List<Note> notes);

  /** Gives turns back, so that any node may take them. */
  void release(NodeId node, Collection<TurnId> turns);

  /** Takes up to {@code limit} turns that nobody runs, raising their fences. */
  List<Adopted> adopt(NodeId node, int limit);

  /** What has become of turns this node has, by the doing of others. */
  Seen see(NodeId node, Collection<TurnId> turns);

  /** A step that has ended. */
  record Closed(int no, Outcome outcome) {}

  /** How a turn ends; exactly one of the two is there. */
  record Ending(@Nullable Answer answer, @Nullable TurnProblem problem) {
    public Ending {
      if ((answer == null) == (problem == null)) {
        throw new IllegalArgumentException("a turn ends with an answer or a problem");
      }
    }
  }

  /** A turn somebody stopped or woke, and its owner at that moment. */
  record Stopped(Turn turn, @Nullable NodeId owner) {}

  /**
   * What was said to a turn, and its owner at that moment.
   *
   * @param changed false if all of it was so before: paused already, answered already
   */
  record Told(TurnId turn, @Nullable NodeId owner, boolean changed) {}

  /**
   * What others did to turns.
   *
   * @param gone those the node no longer has, and whether somebody stopped them
   * @param paused those that are to pause
   */
  record Seen(Map<TurnId, TurnEnd> gone, Set<TurnId> paused) {
    public Seen {
      gone = Map.copyOf(gone);
      paused = Set.copyOf(paused);
    }
  }

  /** A deleted session's live turn, if it had one. */
  record Deleted(@Nullable TurnId turn, @Nullable NodeId owner) {}

  /** A turn taken over, with all its steps. */
  record Adopted(Claim claim, Turn turn) {}
}
