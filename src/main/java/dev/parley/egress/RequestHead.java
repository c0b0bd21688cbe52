package dev.parley.egress;

import java.io.IOException;

/**
 * Request line and fields, read strictly.
 *
 * @param target as it stands in the request line
 * @param minor of the version 1.x
 */
record RequestHead(String method, String target, int minor, Fields fields) {
  static RequestHead read(Wire wire) throws IOException {
    var line = Fields.strictLine(wire, Fields.MOST_BYTES);
    if (line.isEmpty()) {
      line = Fields.strictLine(wire, Fields.MOST_BYTES);
    }
    var words = line.split(" ", -1);
    if (words.length != 3 || !Grammar.token(words[0])) {
      throw new MalformedMessage("the request line is not well-formed");
    }
    int minor =
        switch (words[2]) {
          case "HTTP/1.1" -> 1;
          case "HTTP/1.0" -> 0;
          default -> throw new MalformedMessage("this proxy speaks HTTP/1.1");
        };
    if (!words[1].chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new MalformedMessage("the request target holds a letter it must not");
    }
    var fields = Fields.strict(wire, Fields.MOST_BYTES - line.length());
    return new RequestHead(words[0], words[1], minor, fields);
  }

  boolean connect() {
    return method.equals("CONNECT");
  }

  /** Whether the client wants the connection kept. */
  boolean keepsAlive() {
    return minor == 1 && !fields.lists("connection", "close");
  }

  /** How its body is delimited; anything two servers could read differently is refused. */
  Framing framing() throws MalformedMessage {
    var lengths = fields.values("content-length");
    var codings = fields.values("transfer-encoding");
    if (codings.isEmpty()) {
      if (lengths.size() > 1) {
        throw new MalformedMessage("the request has two lengths");
      }
      return lengths.isEmpty() ? Framing.none() : Framing.sized(lengths.getFirst());
    }
    if (!lengths.isEmpty()) {
      throw new MalformedMessage("the request has a length and is chunked");
    }
    if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked") || minor == 0) {
      throw new MalformedMessage("the request has a transfer coding other than chunked");
    }
    return new Framing.Chunked();
  }
}
