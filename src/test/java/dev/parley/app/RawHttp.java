package dev.parley.app;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.NullMarked;

/** One connection whose bytes are all ours, for what no client would send. */
@NullMarked
record RawHttp(Socket socket) implements AutoCloseable {
  static RawHttp connect(String baseUrl) throws IOException {
    var uri = URI.create(baseUrl);
    var socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(20_000);
    return new RawHttp(socket);
  }

  /** A request with a body of this length, of which nothing is sent yet; or a chunked one. */
  void head(String method, String path, String framing) throws IOException {
    write(
        method
            + " /api/v2/aipAgents"
            + path
            + "?preview=true HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + TestServer.TOKEN
            + "\r\nContent-Type: application/json\r\n"
            + framing
            + "\r\n\r\n");
  }

  void send(String method, String path, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    head(method, path, "Content-Length: " + bytes.length);
    socket.getOutputStream().write(bytes);
  }

  void write(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** Writes as long as the other side listens, at most this often. */
  void writeAgain(byte[] piece, int times) throws IOException {
    var out = socket.getOutputStream();
    try {
      for (int i = 0; i < times && socket.getInputStream().available() == 0; i++) {
        out.write(piece);
      }
    } catch (SocketException notListening) {
      // What was answered before is still to be read.
    }
  }

  /** The head of the answer, and what has come with it. */
  String answer() throws IOException {
    var said = new StringBuilder();
    var in = socket.getInputStream();
    while (said.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      said.append((char) next);
    }
    int available = in.available();
    if (available > 0) {
      said.append(new String(in.readNBytes(available), StandardCharsets.UTF_8));
    }
    return said.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
