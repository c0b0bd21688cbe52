package dev.parley.egress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One end of a connection, spoken by hand. */
final class Talk implements AutoCloseable {
  final Socket socket;

  Talk(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(5_000);
  }

  static Talk to(String address) throws IOException {
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    return new Talk(new Socket(InetAddress.ofLiteral("127.0.0.1"), port));
  }

  Talk say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Up to and with the empty line; empty at the end of the stream. */
  String head() throws IOException {
    var text = new StringBuilder();
    while (!text.toString().endsWith("\r\n\r\n")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        return text.toString();
      }
      text.append((char) next);
    }
    return text.toString();
  }

  String bytes(int count) throws IOException {
    return new String(socket.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
  }

  String untilEnd() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  boolean ended() {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException reset) {
      return !(reset instanceof java.net.SocketTimeoutException);
    }
  }

  /** A head and the body it announces. */
  String message() throws IOException {
    var head = head();
    var low = head.toLowerCase(Locale.ROOT);
    if (low.contains("transfer-encoding: chunked")) {
      return head + chunks();
    }
    int at = low.indexOf("content-length: ");
    return at < 0
        ? head
        : head + bytes(Integer.parseInt(low.substring(at + 16, low.indexOf('\r', at))));
  }

  private String chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      var line = new StringBuilder();
      for (int c = socket.getInputStream().read(); c != '\n'; c = socket.getInputStream().read()) {
        if (c < 0) {
          throw new IOException("cut");
        }
        line.append((char) c);
      }
      int length = Integer.parseInt(line.toString().strip(), 16);
      body.write(socket.getInputStream().readNBytes(length));
      socket.getInputStream().readNBytes(2);
      if (length == 0) {
        return body.toString(StandardCharsets.ISO_8859_1);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
