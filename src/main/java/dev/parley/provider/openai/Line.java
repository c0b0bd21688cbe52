package dev.parley.provider.openai;

import dev.parley.cancel.Cancel;
import dev.parley.provider.wire.Connection;
import dev.parley.provider.wire.Head;
import dev.parley.provider.wire.ReplyBody;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A connection for one request, which ends with its call, in silence, or when that is over. */
record Line(Connection connection, Silence silence, Cancel.Registration tie)
    implements AutoCloseable {
  static Line open(Connection connection, Duration silence, Cancel cancel) {
    return new Line(
        connection, Silence.watch(connection, silence), cancel.onCancel(connection::close));
  }

  /** Sends a request; the head of its reply. */
  Head ask(byte[] request) throws IOException {
    connection.connect();
    connection.send(request);
    var head = connection.head();
    silence.heard();
    return head;
  }

  /** The reply's body; closing it closes all. */
  InputStream body(Head head) throws IOException {
    var body = new ReplyBody(head, connection);
    return new InputStream() {
      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        var piece = new byte[length];
        int count = body.read(piece);
        silence.heard();
        System.arraycopy(piece, 0, into, from, Math.max(0, count));
        return count;
      }

      @Override
      public void close() {
        Line.this.close();
      }
    };
  }

  @Override
  public void close() {
    silence.close();
    tie.close();
    connection.close();
  }
}
