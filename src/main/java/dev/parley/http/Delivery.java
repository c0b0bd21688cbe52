package dev.parley.http;

import io.helidon.http.DateTime;
import io.helidon.http.Status;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Puts one answer on the wire; remembers what was sent. */
final class Delivery implements Output {
  private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Connection connection;
  private final Supplier<Map<String, String>> common;
  private final boolean headOnly;
  private int status;
  private long bytes;
  private Answer.Streamed streamed = new Answer.Streamed(500, "", Map.of(), _ -> {});

  /**
   * @param common headers of every answer, asked for when it goes out: a map of their own each time
   *     that knows no case; the answer's own win
   * @param headOnly answers a HEAD request: all but the body
   */
  Delivery(Connection connection, Supplier<Map<String, String>> common, boolean headOnly) {
    this.connection = connection;
    this.common = common;
    this.headOnly = headOnly;
  }

  /** The status sent; 0 if none was. */
  int status() {
    return status;
  }

  /** Bytes of the body sent. */
  long bytes() {
    return bytes;
  }

  void send(Answer.Bytes answer) {
    var headers = headers(answer.headers());
    headers.put("Content-Type", answer.contentType());
    headers.put("Content-Length", Integer.toString(answer.body().length));
    var body = headOnly ? new byte[0] : answer.body();
    send(answer.status(), headers, body);
    bytes = body.length;
  }

  void send(Answer.Empty answer) {
    var headers = headers(answer.headers());
    // RFC 9110 §8.6: no length where there can be no content
    if (answer.status() != 204 && answer.status() != 304) {
      headers.put("Content-Length", "0");
    }
    send(answer.status(), headers, new byte[0]);
  }

  void send(Answer.Streamed answer) throws InterruptedException {
    streamed = answer;
    if (headOnly) {
      open();
      return;
    }
    answer.writer().write(this);
    open();
    if (length().isEmpty()) {
      connection.send(LAST_CHUNK);
    } else if (bytes < length().getAsLong()) {
      throw new StreamBroken("the body is shorter than announced");
    }
  }

  /** How long the streamed body was announced to be; empty if it is chunked. */
  private OptionalLong length() {
    var length = streamed.headers().get("Content-Length");
    return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
  }

  @Override
  public boolean opened() {
    return status != 0;
  }

  @Override
  public void open() {
    if (!opened()) {
      send(streamed.status(), streamedHeaders(), new byte[0]);
    }
  }

  @Override
  public void write(byte[] piece) {
    // a chunk of size zero would end the body
    if (piece.length == 0) {
      return;
    }
    var framed = length().isEmpty() ? chunk(piece) : piece;
    if (length().isPresent() && bytes + piece.length > length().getAsLong()) {
      throw new StreamBroken("the body is longer than announced");
    }
    if (opened()) {
      connection.send(framed);
    } else {
      send(streamed.status(), streamedHeaders(), framed);
    }
    bytes += piece.length;
  }

  @Override
  public void write(byte[] piece, Duration atMost) {
    try (var _ = connection.deadline(0, atMost)) {
      write(piece);
    }
  }

  private static byte[] chunk(byte[] piece) {
    var chunk = new ByteArrayOutputStream(piece.length + 16);
    chunk.writeBytes(
        (Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    chunk.writeBytes(piece);
    chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    return chunk.toByteArray();
  }

  private Map<String, String> streamedHeaders() {
    var headers = headers(streamed.headers());
    headers.put("Content-Type", streamed.contentType());
    if (length().isEmpty()) {
      headers.put("Transfer-Encoding", "chunked");
    }
    return headers;
  }

  private Map<String, String> headers(Map<String, String> own) {
    var headers = common.get();
    headers.putAll(own);
    return headers;
  }

  /** One write for head and body: two would wait for each other's acknowledgement. */
  private void send(int code, Map<String, String> headers, byte[] body) {
    var head = new StringBuilder("HTTP/1.1 ").append(code).append(' ');
    head.append(Status.create(code).reasonPhrase()).append("\r\nDate: ");
    head.append(new String(DateTime.http1Bytes(), StandardCharsets.US_ASCII));
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    var start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    var all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    status = code;
    connection.send(all);
  }
}
