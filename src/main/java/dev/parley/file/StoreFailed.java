package dev.parley.file;

import dev.parley.problem.AccessProblem.Unavailable;
import dev.parley.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What callers are told when the store of bytes does not do what it must. */
public final class StoreFailed {
  private static final Logger LOG = LoggerFactory.getLogger(StoreFailed.class);
  private static final Duration SOON = Duration.ofSeconds(5);

  private StoreFailed() {}

  /**
   * To be thrown; why it failed is for the log alone.
   *
   * @param what was to be done, such as {@code reading the blob x}
   */
  public static ProblemException doing(String what, IOException why) {
    LOG.warn("the store of blobs failed {}: {}", what, why.toString());
    return new ProblemException(
        new Unavailable(
            "The store of files does not answer now; nothing was changed. Try again in a moment.",
            Optional.of(SOON)));
  }
}
