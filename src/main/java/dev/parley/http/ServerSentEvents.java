package dev.parley.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes server-sent events to a streamed answer of type {@link #TYPE}. */
public final class ServerSentEvents {
  public static final String TYPE = "text/event-stream";

  private final Output output;

  public ServerSentEvents(Output output) {
    this.output = output;
  }

  /**
   * Sends one event.
   *
   * @param id what a reader sends back as {@code Last-Event-ID}; null if it cannot resume here
   * @param name its type
   * @param data any text; each line becomes a data line
   */
  public void event(@Nullable String id, String name, String data) {
    var text = new StringBuilder();
    if (id != null) {
      text.append("id: ").append(line(id)).append('\n');
    }
    text.append("event: ").append(line(name)).append('\n');
    for (var part : data.split("\r\n|\r|\n", -1)) {
      text.append("data: ").append(part).append('\n');
    }
    output.write(text.append('\n').toString());
  }

  /** Sends something readers ignore, so that the connection is seen to live. */
  public void beat() {
    output.write(":\n\n");
  }

  /** Tells readers how long to wait before they connect again. */
  public void retryAfter(Duration time) {
    output.write("retry: " + time.toMillis() + "\n\n");
  }

  private static String line(String text) {
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("An event's id and name are one line each");
    }
    return text;
  }
}
