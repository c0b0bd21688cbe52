package dev.parley.provider.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/** The body of one reply, in whichever of HTTP/1.1's three frames it comes. */
public final class ReplyBody {
  private enum Frame {
    CHUNKS,
    LENGTH,
    UNTIL_CLOSE
  }

  private static final int LARGEST_REST = 64 * 1024;
  private static final int LARGEST_TRAILER = 8 * 1024;

  private final Connection connection;
  private final Frame frame;
  private final boolean kept;

  /** What is left of the body or of its chunk. */
  private long left;

  private boolean begun;
  private boolean ended;

  public ReplyBody(Head head, Connection connection) throws ProtocolException {
    this.connection = connection;
    kept = !head.says("connection", "close");
    var length = head.header("content-length");
    if (head.says("transfer-encoding", "chunked")) {
      frame = Frame.CHUNKS;
    } else if (length.isPresent() || head.status() == 204) {
      frame = Frame.LENGTH;
      left = number(length.orElse("0"), 10);
      ended = left == 0;
    } else {
      frame = Frame.UNTIL_CLOSE;
      left = Long.MAX_VALUE;
    }
  }

  /** Some bytes; -1 at the end. A connection that ends too early is an exception. */
  public int read(byte[] into) throws IOException {
    if (frame == Frame.CHUNKS && left == 0 && !ended) {
      chunk();
    }
    if (ended) {
      return -1;
    }
    int count = connection.read(into, (int) Math.min(left, Integer.MAX_VALUE));
    if (count < 0) {
      if (frame != Frame.UNTIL_CLOSE) {
        throw new EOFException();
      }
      ended = true;
      return -1;
    }
    left -= count;
    ended = frame == Frame.LENGTH && left == 0;
    return count;
  }

  private void chunk() throws IOException {
    int[] longest = {LARGEST_TRAILER};
    if (begun && !connection.line(longest).isEmpty()) {
      throw new ProtocolException("no end of a chunk");
    }
    begun = true;
    left = number(connection.line(longest).split("[; \\t]", 2)[0], 16);
    while (left == 0 && !ended) {
      ended = connection.line(longest).isEmpty();
    }
  }

  private static long number(String text, int radix) throws ProtocolException {
    try {
      long number = Long.parseLong(text.strip(), radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      throw new ProtocolException("no length");
    }
    throw new ProtocolException("negative length");
  }

  /** The body's beginning as text. */
  String text(int most) throws IOException {
    var text = new ByteArrayOutputStream();
    var bytes = new byte[4096];
    for (int count = read(bytes); count >= 0 && text.size() < most; count = read(bytes)) {
      text.write(bytes, 0, count);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** Whether another call may use the connection after this body. */
  boolean reusable() {
    return kept && frame != Frame.UNTIL_CLOSE;
  }

  /** Whether the body is at its end, or its end has come and needs only be read. */
  boolean endsAtOnce() {
    return ended
        || (frame == Frame.CHUNKS
            && left == 0
            && connection.holdsExactly("\r\n0\r\n\r\n")
            && drained());
  }

  /** Reads what little follows; false if it is much, or broken. */
  boolean drained() {
    var bytes = new byte[4096];
    try {
      for (int rest = 0; rest < LARGEST_REST; ) {
        int count = read(bytes);
        if (count < 0) {
          return true;
        }
        rest += count;
      }
      return false;
    } catch (IOException _) {
      return false;
    }
  }
}
