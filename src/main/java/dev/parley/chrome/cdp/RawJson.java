package dev.parley.chrome.cdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.json.Json;
import dev.parley.json.JsonValue;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.json.JsonValue.JsonText;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** One JSON value in a buffer, parsed when somebody asks; the bytes are not to be changed. */
@SuppressWarnings("ArrayRecordComponent")
public record RawJson(byte[] bytes, int from, int to) {
  static final RawJson EMPTY = of("{}");
  static final RawJson NULL = of("null");

  static RawJson of(String text) {
    var bytes = text.getBytes(UTF_8);
    return new RawJson(bytes, 0, bytes.length);
  }

  public JsonValue parse() {
    return Json.parse(Arrays.copyOfRange(bytes, from, to));
  }

  /** As an object; without members if it is none. */
  public Fields fields() {
    return new Fields(parse() instanceof JsonObject object ? object : JsonObject.EMPTY);
  }

  /** A member of an object, found without parsing the rest. */
  public Optional<RawJson> member(String name) {
    var wanted = name.getBytes(UTF_8);
    int at = skip(from, '{');
    while (at < to && bytes[at] == '"') {
      int nameEnd = endOfText(at);
      int value = skip(nameEnd, ':');
      int end = endOfValue(value);
      if (Arrays.equals(bytes, at + 1, nameEnd - 1, wanted, 0, wanted.length)) {
        return Optional.of(new RawJson(bytes, value, end));
      }
      at = skip(end, ',');
    }
    return Optional.empty();
  }

  /** A member's text without escapes in it, such as a name of the protocol; empty if absent. */
  public String name(String member) {
    return member(member).map(RawJson::plain).orElse("");
  }

  /** The bytes that a base64 text member stands for; none if absent. */
  public byte[] base64(String member) {
    return member(member)
        .map(text -> Base64.getDecoder().decode(text.inner()).array())
        .orElse(new byte[0]);
  }

  /** What a text stands for; empty if it is none. */
  public String text() {
    return parse() instanceof JsonText(var text) ? text : "";
  }

  /** As it came. */
  public String written() {
    return new String(bytes, from, to - from, UTF_8);
  }

  private String plain() {
    return bytes[from] == '"' ? new String(bytes, from + 1, to - from - 2, UTF_8) : "";
  }

  private ByteBuffer inner() {
    return ByteBuffer.wrap(bytes, from + 1, to - from - 2);
  }

  private int skip(int start, char mark) {
    int at = start;
    while (at < to && (bytes[at] == mark || bytes[at] <= ' ')) {
      at++;
    }
    return at;
  }

  private int endOfText(int quote) {
    int at = quote + 1;
    while (at < to && bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, to);
  }

  private int endOfValue(int start) {
    int depth = 0;
    int at = start;
    while (at < to) {
      switch (bytes[at]) {
        case '"' -> at = endOfText(at) - 1;
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
      if (depth < 0 || (depth == 0 && bytes[at] == ',')) {
        return at;
      }
      at++;
    }
    return at;
  }

  @Override
  public String toString() {
    return "RawJson[" + (to - from) + " bytes]";
  }
}
