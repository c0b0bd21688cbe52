package dev.parley.provider.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a reply out of its body. Lines are decoded whole, so parts of the body may end
 * within a character; a line and a reply have a largest size.
 */
final class Pieces {
  private static final int LARGEST_REPLY = 32 * 1024 * 1024;
  private static final int LONGEST_LINE = 8 * 1024 * 1024;

  private final ReplyBody body;
  private final Faults faults;
  private final Framing framing;
  private final byte[] ready = new byte[16 * 1024];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private int position;
  private int limit;
  private long read;
  private @Nullable String name;
  private @Nullable StringBuilder data;

  Pieces(ReplyBody body, Server server) {
    this.body = body;
    this.faults = server.faults();
    this.framing = server.framing();
  }

  /** The next piece; null at the end. */
  @Nullable Event next() throws IOException {
    return switch (framing) {
      case EVENTS -> event();
      case LINES -> document();
    };
  }

  private @Nullable Event document() throws IOException {
    for (var text = line(); text != null; text = line()) {
      if (!text.isBlank()) {
        return document(text.strip());
      }
    }
    // a last line that nothing ended may still be whole
    var last = decoded().strip();
    return last.startsWith("<") || last.endsWith("}") ? document(last) : null;
  }

  private Event document(String line) {
    if (line.startsWith("<")) {
      throw faults.webPage();
    }
    return new Event(null, line);
  }

  /** A line that the end has cut short is dropped. */
  private @Nullable Event event() throws IOException {
    for (var text = line(); text != null; text = line()) {
      if (text.isEmpty()) {
        if (data != null) {
          return take(data);
        }
        name = null;
      } else {
        field(text);
        // an end marker needs no empty line after it
        if (data != null && data.length() == 6 && data.toString().equals("[DONE]")) {
          return take(data);
        }
      }
    }
    rest(decoded());
    return data == null ? null : take(data);
  }

  /** A last line that nothing ended: the marker still counts, and so does what is no stream. */
  private void rest(String text) {
    if (text.startsWith("{") || text.startsWith("<") || text.matches("data: ?\\[DONE]")) {
      field(text);
    }
  }

  private void field(String text) {
    if (text.startsWith("<")) {
      throw faults.webPage();
    }
    if (text.startsWith("{")) {
      throw faults.notStreamed(text);
    }
    int colon = text.indexOf(':');
    var field = colon < 0 ? text : text.substring(0, colon);
    var value = colon < 0 ? "" : text.substring(colon + 1);
    value = value.startsWith(" ") ? value.substring(1) : value;
    if (field.equals("data")) {
      data = data == null ? new StringBuilder(value) : data.append('\n').append(value);
    } else if (field.equals("event")) {
      name = value;
    }
  }

  private Event take(StringBuilder collected) {
    var event = new Event(name, collected.toString().strip());
    name = null;
    data = null;
    return event;
  }

  private @Nullable String line() throws IOException {
    while (position < limit || refilled()) {
      int end = position;
      while (end < limit && ready[end] != '\n') {
        end++;
      }
      append(end - position);
      position = Math.min(end + 1, limit);
      if (end < limit) {
        return decoded();
      }
    }
    return null;
  }

  private boolean refilled() throws IOException {
    position = 0;
    limit = Math.max(0, body.read(ready));
    return limit > 0;
  }

  private void append(int count) {
    read += count + 1;
    if (read > LARGEST_REPLY || line.size() + count > LONGEST_LINE) {
      throw faults.tooLarge();
    }
    line.write(ready, position, count);
  }

  private String decoded() {
    var text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
