package dev.parley.http;

import dev.parley.cancel.Cancel;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;

/**
 * Whether a client is still there while it waits for its answer.
 *
 * <p>That it has gone shows in nothing but the end of what it sends, so somebody has to read, on a
 * thread of its own. What comes in place of an end is the next request: its bytes stay in the
 * reader, which is nobody else's until they have come.
 */
final class Presence {
  private final DataReader reader;
  private final Cancel gone = new Cancel();
  private final Thread watch;
  private volatile boolean came;

  private Presence(DataReader reader) {
    this.reader = reader;
    this.watch = Thread.ofVirtual().name("client-watch").unstarted(this::read);
  }

  static Presence of(DataReader reader) {
    var presence = new Presence(reader);
    presence.watch.start();
    return presence;
  }

  /** Cancelled once it has gone. */
  Cancel gone() {
    return gone;
  }

  private void read() {
    try {
      reader.ensureAvailable();
      came = true;
    } catch (InsufficientDataAvailableException
        | ServerConnectionException
        | UncheckedIOException ended) {
      // it has closed, or we have
    } finally {
      if (!came) {
        gone.cancel();
      }
    }
  }

  /** Waits for the next request, once this one is answered; false if none comes. */
  boolean awaitNext() {
    try {
      watch.join();
      return came;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
