package dev.parley.file;

import dev.parley.session.SessionKey;
import java.time.Instant;
import java.util.Optional;

/** What is known of screenshots besides their bytes. */
public interface ScreenshotIndex {
  /**
   * Gives a round its picture; the blob it had before is an orphan then, and returned.
   *
   * @throws dev.parley.problem.ProblemException {@code SessionMissing}
   */
  Optional<String> keep(SessionKey session, int round, String blob, String mediaType);

  Optional<Taken> newest(SessionKey session);

  /** A picture as written down. */
  record Taken(int round, String blob, String mediaType, Instant taken) {}
}
