package dev.parley.egress;

import java.io.IOException;
import java.util.Set;

/**
 * Status line and fields of an answer.
 *
 * @param minor of the version 1.x
 */
record ResponseHead(int status, String reason, int minor, Fields fields) {
  static ResponseHead read(Wire wire) throws IOException {
    var line = Fields.anyLine(wire, Fields.MOST_BYTES);
    boolean known = line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 ");
    if (!known || line.length() < 12 || !line.substring(9, 12).matches("[1-9][0-9]{2}")) {
      throw new MalformedMessage("the answer is not HTTP/1.1");
    }
    var reason = Grammar.value(line.substring(12));
    var fields = Fields.lenient(wire, Fields.MOST_BYTES - line.length());
    int status = Integer.parseInt(line.substring(9, 12));
    return new ResponseHead(status, reason, line.charAt(7) - '0', fields);
  }

  boolean interim() {
    return status < 200;
  }

  boolean keepsAlive() {
    return minor == 1
        ? !fields.lists("connection", "close")
        : fields.lists("connection", "keep-alive");
  }

  /** How its body is delimited. */
  Framing framing(String method) throws MalformedMessage {
    if (method.equals("HEAD") || interim() || status == 204 || status == 304) {
      return Framing.none();
    }
    var lengths = Set.copyOf(fields.values("content-length"));
    var codings = fields.values("transfer-encoding");
    if (codings.isEmpty()) {
      if (lengths.size() > 1) {
        throw new MalformedMessage("the answer has two lengths");
      }
      return lengths.isEmpty()
          ? new Framing.UntilClose()
          : Framing.sized(lengths.iterator().next());
    }
    boolean plain = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
    if (!lengths.isEmpty() || !plain || minor == 0) {
      throw new MalformedMessage("the end of the answer cannot be told");
    }
    return new Framing.Chunked();
  }
}
