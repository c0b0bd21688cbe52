package dev.parley.http;

import dev.parley.problem.AccessProblem.Unavailable;
import dev.parley.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What the bodies of all requests under way may take of memory; small ones are not counted. */
final class BodyMemory {
  private static final int SMALL = 16 * 1024;
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final long most;
  private final AtomicLong held = new AtomicLong();

  BodyMemory(long most) {
    this.most = most;
  }

  /** Makes room before anything is read; {@code Unavailable} if there is none. */
  long take(long bytes) {
    if (bytes <= SMALL) {
      return 0;
    }
    if (held.addAndGet(bytes) > most) {
      held.addAndGet(-bytes);
      throw new ProblemException(
          new Unavailable("The server has no room for this body now.", Optional.of(RETRY)));
    }
    return bytes;
  }

  void give(long bytes) {
    held.addAndGet(-bytes);
  }
}
