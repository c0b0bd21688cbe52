package dev.parley.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive connection: sends a request, reads its answer to the last byte.
 *
 * <p>Understands of HTTP what the answers of our own server need: a length, or chunks.
 */
final class Link implements AutoCloseable {
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private enum State {
    IDLE,
    HEAD,
    SIZED,
    CHUNK_SIZE,
    CHUNK
  }

  private final int number;
  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(16 * 1024);
  private State state = State.IDLE;
  private long left;
  private boolean lastChunk;
  private int status;
  private long sent;
  private long firstByte;

  /** How often this connection has sent a request. */
  private int turn;

  Link(int port, Selector selector, int number) throws IOException {
    this.number = number;
    channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  int number() {
    return number;
  }

  int turn() {
    return turn;
  }

  int status() {
    return status;
  }

  long sentAt() {
    return sent;
  }

  /** When the first byte of the answer's body was here. */
  long firstByteAt() {
    return firstByte;
  }

  void send(byte[] request) throws IOException {
    turn++;
    in.clear();
    state = State.HEAD;
    firstByte = 0;
    sent = System.nanoTime();
    var bytes = ByteBuffer.wrap(request);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Takes what has come; whether the answer is complete. */
  boolean receive() throws IOException {
    if (channel.read(in) < 0) {
      throw new IOException("the server closed the connection after status " + status);
    }
    in.flip();
    boolean more = true;
    while (more && state != State.IDLE) {
      more =
          switch (state) {
            case HEAD -> head();
            case SIZED -> body();
            case CHUNK_SIZE -> chunkSize();
            case CHUNK -> chunk();
            case IDLE -> false;
          };
    }
    in.compact();
    return state == State.IDLE;
  }

  private boolean head() {
    int end = find("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    var head = take(end + 4).toLowerCase(Locale.ROOT);
    status = Integer.parseInt(head.substring(STATUS_AT, STATUS_AT + 3));
    int length = head.indexOf("\r\ncontent-length: ");
    if (length >= 0) {
      int from = length + "\r\ncontent-length: ".length();
      left = Long.parseLong(head.substring(from, head.indexOf('\r', from)));
      state = left == 0 ? State.IDLE : State.SIZED;
    } else {
      state = head.contains("\r\ntransfer-encoding: chunked") ? State.CHUNK_SIZE : State.IDLE;
    }
    return true;
  }

  private boolean body() {
    noteFirstByte();
    skip();
    if (left == 0) {
      state = State.IDLE;
    }
    return false;
  }

  private boolean chunkSize() {
    int end = find("\r\n");
    if (end < 0) {
      return false;
    }
    long size = Long.parseLong(take(end + 2).strip(), 16);
    // the line's end after the chunk, or after the last chunk, goes with it
    left = size + 2;
    state = State.CHUNK;
    lastChunk = size == 0;
    return true;
  }

  private boolean chunk() {
    if (!lastChunk) {
      noteFirstByte();
    }
    skip();
    if (left > 0) {
      return false;
    }
    state = lastChunk ? State.IDLE : State.CHUNK_SIZE;
    return true;
  }

  private void noteFirstByte() {
    if (firstByte == 0 && in.hasRemaining()) {
      firstByte = System.nanoTime();
    }
  }

  private void skip() {
    int piece = (int) Math.min(left, in.remaining());
    in.position(in.position() + piece);
    left -= piece;
  }

  private String take(int length) {
    var text = new String(in.array(), in.position(), length, StandardCharsets.ISO_8859_1);
    in.position(in.position() + length);
    return text;
  }

  /** How many bytes before the mark; -1 if it has not come. */
  private int find(String mark) {
    for (int at = in.position(); at + mark.length() <= in.limit(); at++) {
      int same = 0;
      while (same < mark.length() && in.get(at + same) == mark.charAt(same)) {
        same++;
      }
      if (same == mark.length()) {
        return at - in.position();
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
