package dev.parley.postgres.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How a PostgreSQL is told to stop, from polite to last resort. */
enum Signal {
  /** Rolls back what is open, writes everything down, ends. */
  FAST("INT", Duration.ofSeconds(20)),
  /** Ends at once; the next start replays the log. */
  IMMEDIATE("QUIT", Duration.ofSeconds(5));

  private final String posix;
  private final Duration bound;

  Signal(String posix, Duration bound) {
    this.posix = posix;
    this.bound = bound;
  }

  /** How long it may take. */
  Duration bound() {
    return bound;
  }

  /** A refusal is not told apart: whoever sent it looks whether the process ends. */
  Command send(ProcessHandle process) throws IOException {
    // the JDK can send TERM and KILL only, and TERM would wait for every client to leave
    return Command.run(
        List.of("/bin/sh", "-c", "kill -" + posix + " \"$0\"", Long.toString(process.pid())), "");
  }
}
