package dev.parley.extract;

import dev.parley.knowledge.Block;
import dev.parley.knowledge.ReadFault;
import dev.parley.knowledge.Unreadable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text without marks: finds its encoding, and its paragraphs between empty lines. */
final class PlainText {
  /** The usual one of text that is not in UTF-8. */
  static final Charset OTHERWISE = Charset.forName("windows-1252");

  private static final Pattern EMPTY_LINES = Pattern.compile("\\n[ \\t]*\\n\\s*");

  private PlainText() {}

  static void read(byte[] bytes, TextSink sink) {
    for (var paragraph : EMPTY_LINES.split(decoded(bytes))) {
      sink.add(new Block.Paragraph(paragraph));
    }
  }

  /** By its byte order mark, else UTF-8 if it can be that; {@link Unreadable} if it is no text. */
  static String decoded(byte[] bytes) {
    var marked = marked(bytes);
    if (marked == null) {
      if (looksBinary(bytes)) {
        throw new Unreadable(new ReadFault.NotText());
      }
      marked = isUtf8(bytes) ? StandardCharsets.UTF_8 : OTHERWISE;
    }
    var text = new String(bytes, marked);
    var unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return unmarked.replace("\r\n", "\n").replace('\r', '\n');
  }

  static @Nullable Charset marked(byte[] bytes) {
    if (begins(bytes, 0xEF, 0xBB, 0xBF)) {
      return StandardCharsets.UTF_8;
    }
    if (begins(bytes, 0xFF, 0xFE, 0, 0)) {
      return Charset.forName("UTF-32LE");
    }
    if (begins(bytes, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    return begins(bytes, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : null;
  }

  private static boolean begins(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  static boolean isUtf8(byte[] bytes) {
    try {
      var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException other) {
      return false;
    }
  }

  /** A NUL, many control characters, or the beginning of a well-known kind of file. */
  static boolean looksBinary(byte[] bytes) {
    if (begins(bytes, '%', 'P', 'D', 'F', '-') || begins(bytes, 'P', 'K', 3, 4)) {
      return true;
    }
    int controls = 0;
    for (byte b : bytes) {
      if (b == 0) {
        return true;
      }
      boolean space = b == '\n' || b == '\r' || b == '\t' || b == '\f' || b == 0x1B;
      if ((b >= 0 && b < 0x20 && !space) || b == 0x7F) {
        controls++;
      }
    }
    return controls > 3 + bytes.length / 50;
  }
}
