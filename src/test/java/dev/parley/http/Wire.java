package dev.parley.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import org.jspecify.annotations.NullMarked;

/** A client that sends and sees bytes as they are. */
@NullMarked
final class Wire implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  /** Status line, headers and body, as read. */
  record Reply(String head, String body) {
    int status() {
      return Integer.parseInt(head.substring(9, 12));
    }
  }

  Wire(HttpServer server) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(10_000);
    in = socket.getInputStream();
  }

  Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  Wire send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** One reply whose body has a length, or none. */
  Reply reply() throws IOException {
    var head = head();
    int at = head.indexOf("Content-Length: ");
    int length = at < 0 ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    return new Reply(head, new String(in.readNBytes(length), ISO_8859_1));
  }

  String head() throws IOException {
    var bytes = new ByteArrayOutputStream();
    while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("after '" + bytes.toString(ISO_8859_1) + "'");
      }
      bytes.write(next);
    }
    return bytes.toString(ISO_8859_1);
  }

  String read(int bytes) throws IOException {
    return new String(in.readNBytes(bytes), ISO_8859_1);
  }

  /** All until the server closes. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /** Closes with a reset, as a crashed client does. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
