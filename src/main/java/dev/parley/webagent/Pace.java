package dev.parley.webagent;

import dev.parley.trace.Outcome.WaitOutcome;
import dev.parley.trace.Turn;
import dev.parley.trace.Work.WaitWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a session may take, and wait; the journal tells the time by its looks. */
record Pace(Brief.Bounds bounds) {

  /** A wait for a person, which ends by itself if that is bounded. */
  WaitWork wait(String key, Rounds rounds) {
    return new WaitWork(key, until(rounds), null, true);
  }

  private @Nullable Instant until(Rounds rounds) {
    return bounds.idle().isZero()
        ? null
        : times(rounds).map(times -> times.last().plus(bounds.idle())).orElse(null);
  }

  /** Whether the last thing of a turn is a wait that ended by itself. */
  static boolean isOver(Turn turn) {
    var last = turn.last();
    return last != null
        && last.work() instanceof WaitWork wait
        && wait.deadline() != null
        && last.outcome() instanceof WaitOutcome(var answer)
        && answer == null;
  }

  boolean isLate(Rounds rounds) {
    return !bounds.deadline().isZero()
        && times(rounds)
            .map(times -> Duration.between(times.first(), times.last()))
            .filter(taken -> taken.compareTo(bounds.deadline()) > 0)
            .isPresent();
  }

  private record Times(Instant first, Instant last) {}

  private static Optional<Times> times(Rounds rounds) {
    var told = rounds.looks().stream().map(Look::at).filter(Objects::nonNull).toList();
    return told.isEmpty()
        ? Optional.empty()
        : Optional.of(new Times(told.getFirst(), told.getLast()));
  }
}
