package dev.parley.cli;

import dev.parley.archive.Index.Amounts;
import dev.parley.archive.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes archives of what a server on this machine has, and takes them in. */
public interface Archives {
  /**
   * Writes everything into a file that is not there yet.
   *
   * @param passphrase if the server key is to go along, under it
   */
  Outcome export(Path file, @Nullable String passphrase, Listener listener);

  /**
   * Takes everything into a database that is empty.
   *
   * @param passphrase asked for if the archive's key is nowhere else
   */
  Outcome take(Path file, Supplier<String> passphrase, Listener listener);

  /** Who hears how it goes on. */
  interface Listener extends Progress {
    /** How much there is to do, once that is known. */
    void expect(Amounts amounts);

    /** A step of its own, in words. */
    void say(String line);
  }

  /**
   * What was done.
   *
   * @param missing blobs whose bytes were not there
   * @param remarks what else there is to know
   */
  record Outcome(long blobs, long rows, long missing, List<String> remarks) {
    public Outcome {
      remarks = List.copyOf(remarks);
    }
  }

  /** Why it cannot be done, and what to do. */
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Refused(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
