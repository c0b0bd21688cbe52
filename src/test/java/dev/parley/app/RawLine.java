package dev.parley.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Sends bytes to a server as they are, over one connection as long as the server keeps it. */
@NullMarked
final class RawLine implements AutoCloseable {
  private final int port;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  /** Status 0 stands for a connection that was closed without an answer. */
  record Answer(int status, String type, String body) {
    static final Answer NONE = new Answer(0, "", "");
  }

  RawLine(String url) {
    this.port = URI.create(url).getPort();
  }

  Answer send(byte[] request, boolean headOnly) throws IOException {
    var connection = socket == null ? connect() : socket;
    try {
      connection.getOutputStream().write(request);
      connection.getOutputStream().flush();
      return answer(connection, headOnly);
    } catch (SocketException reset) {
      close();
      return Answer.NONE;
    } catch (SocketTimeoutException silent) {
      throw new AssertionError("no answer to " + new String(request, ISO_8859_1), silent);
    }
  }

  private Socket connect() throws IOException {
    var connection = new Socket(InetAddress.getLoopbackAddress(), port);
    connection.setSoTimeout(20_000);
    connection.setTcpNoDelay(true);
    in = new BufferedInputStream(connection.getInputStream());
    socket = connection;
    return connection;
  }

  private Answer answer(Socket connection, boolean headOnly) throws IOException {
    var head = head();
    if (head.isEmpty()) {
      close();
      return Answer.NONE;
    }
    var lower = head.toLowerCase(Locale.ROOT);
    int status = Integer.parseInt(head.substring(9, 12));
    if (status == 100) {
      return answer(connection, headOnly);
    }
    var length = header(lower, "content-length");
    var body =
        headOnly
            ? ""
            : lower.contains("transfer-encoding: chunked")
                ? chunks()
                : new String(
                    in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length)), ISO_8859_1);
    if (lower.contains("connection: close")) {
      connection.shutdownOutput();
      close();
    }
    return new Answer(status, header(lower, "content-type"), body);
  }

  private static String header(String head, String name) {
    int at = head.indexOf("\r\n" + name + ": ");
    return at < 0 ? "" : head.substring(at + name.length() + 4, head.indexOf('\r', at + 2));
  }

  private String chunks() throws IOException {
    var body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(line(), 16);
      body.append(new String(in.readNBytes(size), ISO_8859_1));
      var _ = line();
      if (size == 0) {
        return body.toString();
      }
    }
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(ISO_8859_1).strip();
  }

  private String head() throws IOException {
    var head = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
    return head.toString(ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
