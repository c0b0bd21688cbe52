package dev.parley.app;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Says that it is PostgreSQL of some version, and answers every statement with nothing. */
@NullMarked
final class OldPostgres implements AutoCloseable {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;

  /** One column of type text, and one row of it. */
  private static final byte[] COLUMN = {
    0, 1, 'i', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25, -1, -1, -1, -1, -1, -1, 0, 0
  };

  private static final byte[] ROW = row("read committed");

  private final ServerSocket server;
  private final String version;

  OldPostgres(String version) throws IOException {
    this.version = version;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  String url() {
    return "postgresql://ann:hush@127.0.0.1:" + server.getLocalPort() + "/parley";
  }

  private void acceptAll() {
    try {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // as it is at the end of a test
    }
  }

  private void serve(Socket socket) {
    try (socket;
        var in = new DataInputStream(socket.getInputStream());
        var out = new DataOutputStream(socket.getOutputStream())) {
      greet(in, out);
      var asked = "";
      for (int kind = in.read(); kind >= 0 && kind != 'X'; kind = in.read()) {
        var body = new String(in.readNBytes(in.readInt() - 4), StandardCharsets.US_ASCII);
        asked = kind == 'P' ? body : asked;
        answer(kind, asked.contains("SHOW TRANSACTION"), out);
        out.flush();
      }
    } catch (IOException gone) {
      // so has the one who asked
    }
  }

  private void greet(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    for (int code = in.readInt(); code == SSL_REQUEST || code == GSS_REQUEST; code = in.readInt()) {
      out.write('N');
      length = in.readInt();
    }
    in.skipNBytes(length - 8L);
    message(out, 'R', new byte[4]);
    var parameters =
        Map.of(
            "server_version", version,
            "client_encoding", "UTF8",
            "server_encoding", "UTF8",
            "DateStyle", "ISO, MDY",
            "TimeZone", "UTC",
            "integer_datetimes", "on",
            "standard_conforming_strings", "on");
    for (var parameter : parameters.entrySet()) {
      message(out, 'S', text(parameter.getKey() + "\0" + parameter.getValue()));
    }
    message(out, 'K', new byte[8]);
    message(out, 'Z', new byte[] {'I'});
    out.flush();
  }

  /** Simple and extended statements alike (PostgreSQL's documentation, 54.7). */
  private static void answer(int kind, boolean isolation, DataOutputStream out) throws IOException {
    switch (kind) {
      case 'Q' -> {
        message(out, 'C', text("SET"));
        message(out, 'Z', new byte[] {'I'});
      }
      case 'P' -> message(out, '1', new byte[0]);
      case 'B' -> message(out, '2', new byte[0]);
      case 'D' -> {
        if (isolation) {
          message(out, 'T', COLUMN);
        } else {
          message(out, 'n', new byte[0]);
        }
      }
      case 'E' -> {
        if (isolation) {
          message(out, 'D', ROW);
        }
        message(out, 'C', text("SET"));
      }
      case 'C' -> message(out, '3', new byte[0]);
      case 'S' -> message(out, 'Z', new byte[] {'I'});
      default -> {
        // Passwords are not asked for, and a flush needs no answer.
      }
    }
  }

  private static byte[] row(String value) {
    var bytes = value.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(6 + bytes.length)
        .putShort((short) 1)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] text(String text) {
    return (text + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  private static void message(DataOutputStream out, char kind, byte[] body) throws IOException {
    out.write(kind);
    out.writeInt(body.length + 4);
    out.write(body);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
