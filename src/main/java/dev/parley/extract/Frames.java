package dev.parley.extract;

import dev.parley.knowledge.Block;
import dev.parley.knowledge.DocumentText;
import dev.parley.knowledge.ReadFault;
import dev.parley.knowledge.Unreadable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** How a server and its reader speak: what to read, and the blocks of it or a fault. */
final class Frames {
  private Frames() {}

  /** What a reader is asked. */
  record Request(Kind kind, Path file, int pages, int characters) {
    void write(DataOutputStream out) throws IOException {
      text(out, kind.name());
      text(out, file.toString());
      out.writeInt(pages);
      out.writeInt(characters);
      out.flush();
    }

    /** Null at the end of the stream. */
    static @Nullable Request read(DataInputStream in) throws IOException {
      try {
        var kind = Kind.valueOf(text(in));
        return new Request(kind, Path.of(text(in)), in.readInt(), in.readInt());
      } catch (EOFException end) {
        return null;
      }
    }
  }

  private static final int END = 0;
  private static final int TITLE = 1;
  private static final int GAP = 2;
  private static final int HEADING = 3;
  private static final int PARAGRAPH = 4;
  private static final int ITEM = 5;
  private static final int ROW = 6;
  private static final int CODE = 7;
  private static final int PAGE = 8;
  private static final int FAULT = 9;

  static void write(DataOutputStream out, DocumentText document) throws IOException {
    if (document.title() != null) {
      frame(out, TITLE, 0, document.title());
    }
    for (var gap : document.gaps()) {
      frame(out, GAP, 0, gap);
    }
    for (var block : document.blocks()) {
      switch (block) {
        case Block.Heading(var level, var text) -> frame(out, HEADING, level, text);
        case Block.Paragraph(var text) -> frame(out, PARAGRAPH, 0, text);
        case Block.Item(var text) -> frame(out, ITEM, 0, text);
        case Block.Row(var text) -> frame(out, ROW, 0, text);
        case Block.Code(var text) -> frame(out, CODE, 0, text);
        case Block.Page(var number) -> frame(out, PAGE, number, "");
      }
    }
    frame(out, END, 0, "");
    out.flush();
  }

  /** The faults a reader can find; all others are told by what becomes of it. */
  static void write(DataOutputStream out, ReadFault fault) throws IOException {
    switch (fault) {
      case ReadFault.Locked() -> fault(out, "locked", 0, "");
      case ReadFault.TooManyPages(var pages, _) -> fault(out, "pages", pages, "");
      case ReadFault.TooMuchText _ -> fault(out, "text", 0, "");
      case ReadFault.NotText() -> fault(out, "binary", 0, "");
      case ReadFault.NoText() -> fault(out, "empty", 0, "");
      case ReadFault.NoAccess(var details) -> fault(out, "access", 0, details);
      case ReadFault.Broken(var details) -> fault(out, "broken", 0, details);
      case ReadFault.TooLarge _,
          ReadFault.TooSlow _,
          ReadFault.TooMuchMemory _,
          ReadFault.OtherKind _ ->
          throw new IllegalArgumentException("not a reader's to find: " + fault);
    }
    out.flush();
  }

  private static void fault(DataOutputStream out, String name, int number, String details)
      throws IOException {
    frame(out, FAULT, number, name + " " + details);
  }

  private static void frame(DataOutputStream out, int tag, int number, String text)
      throws IOException {
    out.writeByte(tag);
    out.writeInt(number);
    text(out, text);
  }

  /** The whole answer to a request; {@link Unreadable} if it is a fault. */
  static DocumentText read(DataInputStream in, Request asked) throws IOException {
    String title = null;
    var gaps = new ArrayList<String>();
    var blocks = new ArrayList<Block>();
    while (true) {
      int tag = in.readUnsignedByte();
      int number = in.readInt();
      var text = text(in);
      switch (tag) {
        case TITLE -> title = text;
        case GAP -> gaps.add(text);
        case HEADING -> blocks.add(new Block.Heading(number, text));
        case PARAGRAPH -> blocks.add(new Block.Paragraph(text));
        case ITEM -> blocks.add(new Block.Item(text));
        case ROW -> blocks.add(new Block.Row(text));
        case CODE -> blocks.add(new Block.Code(text));
        case PAGE -> blocks.add(new Block.Page(number));
        case END -> {
          return new DocumentText(title, blocks, gaps);
        }
        case FAULT -> throw new Unreadable(fault(text, number, asked));
        default -> throw new IOException("a reader said something unknown: " + tag);
      }
    }
  }

  private static ReadFault fault(String said, int number, Request asked) throws IOException {
    int space = said.indexOf(' ');
    var details = said.substring(space + 1);
    return switch (said.substring(0, space)) {
      case "locked" -> new ReadFault.Locked();
      case "pages" -> new ReadFault.TooManyPages(number, asked.pages());
      case "text" -> new ReadFault.TooMuchText(asked.characters());
      case "binary" -> new ReadFault.NotText();
      case "empty" -> new ReadFault.NoText();
      case "access" -> new ReadFault.NoAccess(details);
      case "broken" -> new ReadFault.Broken(details);
      default -> throw new IOException("a reader found an unknown fault: " + said);
    };
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
