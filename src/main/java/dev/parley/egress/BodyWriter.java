package dev.parley.egress;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes one body to a wire from a buffer that leaves room for the marks of a chunk. */
final class BodyWriter {
  /** Where bytes begin in the buffer. */
  static final int ROOM = 10;

  /** How many bytes fit. */
  static final int SIZE = 32 * 1024;

  private static final byte[] LAST = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Wire wire;
  private final boolean chunked;

  BodyWriter(Wire wire, boolean chunked) {
    this.wire = wire;
    this.chunked = chunked;
  }

  static byte[] buffer() {
    return new byte[ROOM + SIZE + 2];
  }

  void write(byte[] buffer, int count) throws IOException {
    if (!chunked) {
      wire.write(buffer, ROOM, count);
      return;
    }
    int start = ROOM;
    buffer[--start] = '\n';
    buffer[--start] = '\r';
    for (int left = count; left > 0; left >>>= 4) {
      buffer[--start] = (byte) Character.forDigit(left & 0xf, 16);
    }
    buffer[ROOM + count] = '\r';
    buffer[ROOM + count + 1] = '\n';
    wire.write(buffer, start, ROOM + count + 2 - start);
  }

  void end() throws IOException {
    if (chunked) {
      wire.write(LAST, 0, LAST.length);
    }
    wire.release();
  }
}
