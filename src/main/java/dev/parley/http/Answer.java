package dev.parley.http;

import dev.parley.json.Json;
import java.util.Map;
import java.util.TreeMap;

/** What goes back to the client. */
public sealed interface Answer {
  /** A whole body; a class, since records and arrays do not get on. */
  final class Bytes implements Answer {
    private final int status;
    private final String contentType;
    private final byte[] body;
    private final Map<String, String> headers;

    /**
     * @param body taken as it is; must not change any more
     */
    public Bytes(int status, String contentType, byte[] body, Map<String, String> headers) {
      this.status = status;
      this.contentType = contentType;
      this.body = body;
      this.headers = checked(headers);
    }

    public int status() {
      return status;
    }

    public String contentType() {
      return contentType;
    }

    public byte[] body() {
      return body;
    }

    public Map<String, String> headers() {
      return headers;
    }

    /** The same with one more header. */
    public Bytes with(String name, String value) {
      return new Bytes(status, contentType, body, added(headers, name, value));
    }
  }

  /** No body and no media type. */
  record Empty(int status, Map<String, String> headers) implements Answer {
    public Empty {
      headers = checked(headers);
    }

    /** The same with one more header. */
    public Empty with(String name, String value) {
      return new Empty(status, added(headers, name, value));
    }
  }

  /**
   * A body sent piece by piece, each at once, never compressed: chunked, or as it is if the headers
   * tell its {@code Content-Length}, which the writer must then keep to.
   */
  record Streamed(int status, String contentType, Map<String, String> headers, StreamWriter writer)
      implements Answer {
    public Streamed {
      headers = checked(headers);
    }
  }

  /**
   * The connection is closed without a status.
   *
   * @param why for the log
   */
  record Broken(String why) implements Answer {}

  /** JSON of a record, collection or tree. */
  static Bytes json(int status, Object value) {
    return new Bytes(status, "application/json", Json.bytes(value), Map.of());
  }

  static Empty empty(int status) {
    return new Empty(status, Map.of());
  }

  static Streamed streamed(String contentType, StreamWriter writer) {
    return new Streamed(200, contentType, Map.of(), writer);
  }

  private static Map<String, String> added(Map<String, String> headers, String name, String value) {
    var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    more.putAll(headers);
    more.put(name, value);
    return more;
  }

  private static Map<String, String> checked(Map<String, String> headers) {
    if (headers.isEmpty()) {
      return Map.of();
    }
    headers.forEach((name, value) -> {
      if ((name + value).chars().anyMatch(c -> c < ' ' || c > '~')) {
        throw new IllegalArgumentException("The header " + name + " holds more than plain text");
      }
    });
    return Map.copyOf(headers);
  }
}
