package dev.parley.egress;

import java.io.IOException;

/** Reads one body from a wire, and not a byte more. */
final class BodyReader {
  private static final int LONGEST_LINE = 4096;
  private static final int MOST_TRAILERS = 16 * 1024;

  private final Wire wire;
  private final Framing framing;
  private long left;
  private boolean begun;
  private boolean ended;

  BodyReader(Wire wire, Framing framing) {
    this.wire = wire;
    this.framing = framing;
    this.left = framing instanceof Framing.Sized(long length) ? length : 0;
    this.ended = framing.empty();
  }

  /** Whether all of it was read. */
  boolean ended() {
    return ended;
  }

  /** Some bytes; -1 at the end. */
  int read(byte[] into, int at, int most) throws IOException {
    if (ended) {
      return -1;
    }
    return switch (framing) {
      case Framing.Sized _ -> sized(into, at, most);
      case Framing.Chunked _ -> chunked(into, at, most);
      case Framing.UntilClose _ -> untilClose(into, at, most);
    };
  }

  private int untilClose(byte[] into, int at, int most) throws IOException {
    int count = wire.read(into, at, most);
    ended = count < 0;
    return count;
  }

  private int sized(byte[] into, int at, int most) throws IOException {
    int count = some(into, at, most);
    ended = left == 0;
    return count;
  }

  private int chunked(byte[] into, int at, int most) throws IOException {
    if (left == 0) {
      if (begun) {
        emptyLine();
      }
      begun = true;
      left = chunkLength();
      if (left == 0) {
        skipTrailers();
        ended = true;
        return -1;
      }
    }
    return some(into, at, most);
  }

  private int some(byte[] into, int at, int most) throws IOException {
    int count = wire.read(into, at, (int) Math.min(most, left));
    if (count < 0) {
      throw new MalformedMessage("the body ends too early");
    }
    left -= count;
    return count;
  }

  private long chunkLength() throws IOException {
    var line = Fields.strictLine(wire, LONGEST_LINE);
    int end = 0;
    while (end < line.length() && Character.digit(line.charAt(end), 16) >= 0) {
      end++;
    }
    var rest = line.substring(end).stripLeading();
    if (end == 0 || end > 15 || (!rest.isEmpty() && !rest.startsWith(";"))) {
      throw new MalformedMessage("a chunk has no well-formed length");
    }
    Grammar.value(line);
    return Long.parseLong(line.substring(0, end), 16);
  }

  private void emptyLine() throws IOException {
    if (!Fields.strictLine(wire, LONGEST_LINE).isEmpty()) {
      throw new MalformedMessage("a chunk is longer than it says");
    }
  }

  /** Trailers are let go: nobody has asked for them, and none may pass for a header. */
  private void skipTrailers() throws IOException {
    Fields.strict(wire, MOST_TRAILERS);
  }
}
