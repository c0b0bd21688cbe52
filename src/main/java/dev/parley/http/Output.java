package dev.parley.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Where a streamed answer goes; each piece leaves at once. For one thread at a time. */
public interface Output {
  /** Sends status and headers now, if they have not gone out yet. */
  void open();

  /**
   * Sends a piece, after status and headers if it is the first; an empty one sends nothing.
   *
   * @throws ClientGone when nobody is there to read it; the connection is then closed by the server
   */
  void write(byte[] piece);

  /** The same; the connection is closed if nobody reads it for so long. */
  void write(byte[] piece, Duration atMost);

  /** Sends a text as UTF-8. */
  default void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether status and headers are out: from then on an error can only break the stream off. */
  boolean opened();
}
