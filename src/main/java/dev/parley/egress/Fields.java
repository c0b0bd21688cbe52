package dev.parley.egress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of a head in their order. */
record Fields(List<Field> all) {
  static final int MOST_BYTES = 128 * 1024;
  private static final int MOST_FIELDS = 500;

  /** What a proxy keeps to itself (RFC 9110, 7.6.1), and what only proxies say. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "content-length",
          "upgrade",
          "host");

  Fields {
    all = List.copyOf(all);
  }

  /** Of a request: every deviation from the grammar is refused. */
  static Fields strict(Wire wire, int left) throws IOException {
    var fields = new ArrayList<Field>();
    for (var line = strictLine(wire, left); !line.isEmpty(); line = strictLine(wire, left)) {
      left -= line.length() + 2;
      int colon = line.indexOf(':');
      if (colon < 1 || !Grammar.token(line.substring(0, colon))) {
        throw new MalformedMessage("a header field has no well-formed name");
      }
      add(fields, line, colon);
    }
    return new Fields(fields);
  }

  /** Of an answer: what is wrong in a harmless way is mended or left out. */
  static Fields lenient(Wire wire, int left) throws IOException {
    var fields = new ArrayList<Field>();
    for (var line = anyLine(wire, left); !line.isEmpty(); line = anyLine(wire, left)) {
      left -= line.length() + 2;
      if (Grammar.blank(line.charAt(0))) {
        if (!fields.isEmpty()) {
          var folded = fields.removeLast();
          var value = (folded.value() + " " + line.strip()).strip();
          fields.add(new Field(folded.name(), Grammar.value(value)));
        }
        continue;
      }
      int colon = line.indexOf(':');
      if (colon > 0 && Grammar.token(line.substring(0, colon).stripTrailing())) {
        add(fields, line, colon);
      }
    }
    return new Fields(fields);
  }

  private static void add(List<Field> fields, String line, int colon) throws MalformedMessage {
    if (fields.size() == MOST_FIELDS) {
      throw new MalformedMessage("the head has too many fields");
    }
    var name = line.substring(0, colon).stripTrailing();
    fields.add(new Field(name, Grammar.value(line.substring(colon + 1))));
  }

  /** A line that ends in CR LF and has no other CR. */
  static String strictLine(Wire wire, int most) throws IOException {
    var line = wire.line(most);
    if (line == null) {
      throw new MalformedMessage("the head ends too early");
    }
    if (!line.endsWith("\r")) {
      throw new MalformedMessage("a line does not end in CR LF");
    }
    return line.substring(0, line.length() - 1);
  }

  /** A line that ends in LF. */
  static String anyLine(Wire wire, int most) throws IOException {
    var line = wire.line(most);
    if (line == null) {
      throw new Unreachable("it closed the connection");
    }
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  List<String> values(String name) {
    return all.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  @Nullable String first(String name) {
    for (var field : all) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return null;
  }

  boolean has(String name) {
    return first(name) != null;
  }

  /** Whether a comma-separated field lists this word. */
  boolean lists(String name, String word) {
    return values(name).stream()
        .flatMap(value -> Grammar.list(value).stream())
        .anyMatch(word::equalsIgnoreCase);
  }

  /** What may be handed on: without what is for the next hop only, framing and host. */
  void appendPassing(StringBuilder head) {
    var named = new HashSet<String>();
    for (var value : values("connection")) {
      Grammar.list(value).forEach(word -> named.add(word.toLowerCase(Locale.ROOT)));
    }
    for (var field : all) {
      var name = field.name().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name) && !name.startsWith("proxy-") && !named.contains(name)) {
        head.append(field.name()).append(": ").append(field.value()).append("\r\n");
      }
    }
  }
}
