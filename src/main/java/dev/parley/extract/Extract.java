package dev.parley.extract;

import dev.parley.extract.Frames.Request;
import dev.parley.knowledge.DocumentText;
import dev.parley.knowledge.ReadFault;
import dev.parley.knowledge.ReadText;
import dev.parley.knowledge.Unreadable;
import dev.parley.tool.browser.FileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes what reads the text of files. */
public final class Extract {
  private Extract() {}

  public static ReadText reader(Limits limits) {
    return new Reader(limits);
  }

  /** Reads files of sessions as documents are read. */
  public static FileText fileTexts(ReadText reader) {
    return new FileTexts(reader);
  }

  private static final class Reader implements ReadText {
    private final Limits limits;
    private final Readers readers;

    Reader(Limits limits) {
      this.limits = limits;
      this.readers = new Readers(limits);
    }

    @Override
    public DocumentText read(Path file, String name) {
      var kind =
          Kind.of(name)
              .orElseThrow(() -> new Unreadable(new ReadFault.OtherKind(Kind.ending(name))));
      requireSize(file, kind);
      var request = new Request(kind, file.toAbsolutePath(), limits.pages(), limits.characters());
      return switch (kind) {
        case PDF, HTML -> readers.read(request);
        case MARKDOWN, TEXT -> ReaderMain.read(request);
      };
    }

    private void requireSize(Path file, Kind kind) {
      try {
        long bytes = Files.size(file);
        // No encoding of text takes more than four bytes for a character.
        boolean text = kind == Kind.MARKDOWN || kind == Kind.TEXT;
        long most = text ? Math.min(limits.bytes(), 4L * limits.characters()) : limits.bytes();
        if (bytes > most) {
          throw new Unreadable(new ReadFault.TooLarge(bytes, most));
        }
      } catch (IOException unreadable) {
        throw new Unreadable(new ReadFault.NoAccess(String.valueOf(unreadable.getMessage())));
      }
    }

    @Override
    public void close() {
      readers.close();
    }
  }
}
