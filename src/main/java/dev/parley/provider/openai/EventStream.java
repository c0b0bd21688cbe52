package dev.parley.provider.openai;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events out of a body. Lines are decoded whole, so pieces of the body may end within a
 * character; a line and a reply have a largest size.
 */
final class EventStream {
  private static final int LARGEST_REPLY = 32 * 1024 * 1024;
  private static final int LONGEST_LINE = 8 * 1024 * 1024;

  private final ReplyBody body;
  private final Faults faults;
  private final Deque<ByteBuffer> ready = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
  private long read;
  private @Nullable String name;
  private @Nullable StringBuilder data;

  EventStream(ReplyBody body, Faults faults) {
    this.body = body;
    this.faults = faults;
  }

  /** The next event; null at the end. A line that the end has cut short is dropped. */
  @Nullable ServerSentEvent next() throws IOException, InterruptedException {
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
    return data == null ? null : take(data);
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

  private ServerSentEvent take(StringBuilder collected) {
    var event = new ServerSentEvent(name, collected.toString().strip());
    name = null;
    data = null;
    return event;
  }

  private @Nullable String line() throws IOException, InterruptedException {
    while (true) {
      var bytes = ready.peekFirst();
      if (bytes == null || !bytes.hasRemaining()) {
        if (!refill()) {
          return null;
        }
        continue;
      }
      int end = indexOfNewline(bytes);
      append(bytes, end < 0 ? bytes.remaining() : end);
      if (end >= 0) {
        bytes.get();
        return decoded();
      }
    }
  }

  private boolean refill() throws IOException, InterruptedException {
    ready.pollFirst();
    if (!ready.isEmpty()) {
      return true;
    }
    var more = body.next();
    if (more == null) {
      return false;
    }
    ready.addAll(more);
    return true;
  }

  private void append(ByteBuffer bytes, int count) {
    read += count + 1;
    if (read > LARGEST_REPLY || line.size() + count > LONGEST_LINE) {
      throw faults.tooLarge();
    }
    var copy = new byte[count];
    bytes.get(copy);
    line.writeBytes(copy);
  }

  private String decoded() {
    var text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static int indexOfNewline(ByteBuffer bytes) {
    for (int at = bytes.position(); at < bytes.limit(); at++) {
      if (bytes.get(at) == '\n') {
        return at - bytes.position();
      }
    }
    return -1;
  }
}
