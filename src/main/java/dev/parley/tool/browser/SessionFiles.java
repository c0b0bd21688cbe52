package dev.parley.tool.browser;

import dev.parley.browser.Download;
import dev.parley.file.FileName;
import dev.parley.file.Files;
import dev.parley.file.StoredFile;
import dev.parley.json.Json;
import dev.parley.problem.ProblemException;
import dev.parley.session.SessionKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The files of one session as its browser writes, reads and uploads them. */
final class SessionFiles {
  private static final int MOST_BYTES = 4_000_000;

  private final Files files;
  private final FileText texts;
  private final SessionKey session;

  SessionFiles(Files files, FileText texts, SessionKey session) {
    this.files = files;
    this.texts = texts;
    this.session = session;
  }

  Told save(FileName name, String content) {
    return orRefused(() -> {
      var stored = files.write(session, name, new Files.Content.Text(content));
      return Told.wrote("saved " + size(stored), stored.name().value());
    });
  }

  Told append(FileName name, String content) {
    return orRefused(() -> {
      var stored = files.append(session, name, content);
      return Told.wrote("added to " + size(stored), stored.name().value());
    });
  }

  private static String size(StoredFile file) {
    return Json.print(file.name().value()) + ", now " + file.bytes() + " bytes";
  }

  /** Its text from a page on, between fences, since a page of a site may have written it. */
  Told read(FileName name, int page) {
    return orRefused(
        () -> files.find(session, name).map(file -> shown(file, page)).orElseGet(() -> none(name)));
  }

  private Told shown(StoredFile file, int page) {
    var name = file.name().value();
    try {
      return pages(file)
          .map(pages -> pages.from(page))
          .orElseGet(() ->
              Told.refused(
                  Json.print(name)
                      + " ("
                      + file.mediaType()
                      + ") has no text that can be read; it can be uploaded"));
    } catch (FileText.Refused refused) {
      return Told.refused(Json.print(name) + " " + refused.getMessage());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Optional<FilePages> pages(StoredFile file) throws IOException {
    var name = file.name().value();
    try (var in = files.open(file)) {
      var plain = plain(in.readNBytes(MOST_BYTES));
      if (plain.isPresent()) {
        return plain.map(text -> FilePages.of(name, text));
      }
    }
    try (var in = files.open(file)) {
      return texts.read(file, in).map(pages -> new FilePages(name, pages));
    }
  }

  /** UTF-8 without NUL is text, but for the character that the bound may have cut. */
  private static Optional<String> plain(byte[] bytes) {
    int length = bytes.length;
    for (int cut = 0; cut < 4 && bytes.length - cut >= 0; cut++) {
      try {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var text = decoder.decode(ByteBuffer.wrap(bytes, 0, length - cut)).toString();
        boolean binary = text.indexOf('\0') >= 0 || text.startsWith("%PDF-");
        return binary ? Optional.empty() : Optional.of(text);
      } catch (CharacterCodingException other) {
        if (length < MOST_BYTES) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private Told none(FileName name) {
    var names = files.list(session).stream().map(file -> file.name().value()).toList();
    return Told.refused(
        "This session has no file "
            + Json.print(name.value())
            + (names.isEmpty() ? "; it has none" : "; it has " + Json.print(names)));
  }

  /** Lends a copy of a file of the session, and of nothing else, for as long as it is used. */
  Told lend(FileName name, Function<Path, Told> use) {
    return orRefused(() -> {
      var file = files.find(session, name);
      return file.isPresent() ? lent(file.get(), use) : none(name);
    });
  }

  private Told lent(StoredFile file, Function<Path, Told> use) {
    try {
      var copy = java.nio.file.Files.createTempFile("parley-upload-", "");
      try (var in = files.open(file)) {
        java.nio.file.Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        return use.apply(copy);
      } finally {
        java.nio.file.Files.delete(copy);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What became of downloads: lines, and the names of those that were kept. */
  record Kept(List<String> lines, List<String> names) {
    Kept {
      lines = List.copyOf(lines);
      names = List.copyOf(names);
    }
  }

  /** Downloads become files of the session, each under a name that no other has. */
  Kept keep(List<Download> downloads) {
    var lines = new ArrayList<String>();
    var names = new ArrayList<String>();
    for (var download : downloads) {
      try {
        var name = files.add(session, name(download), content(download)).name().value();
        names.add(name);
        lines.add("kept as the file " + Json.print(name));
      } catch (ProblemException refused) {
        lines.add(
            Json.print(download.suggestedName())
                + " could not be kept: "
                + refused.problem().message());
      }
    }
    return new Kept(lines, names);
  }

  /** The last part alone: a site makes no folders. */
  private static FileName name(Download download) {
    return FileName.safe(download.suggestedName().replaceAll("[/\\\\]", "_"));
  }

  private static Files.Content content(Download download) {
    boolean unknown = download.mediaType().equals("application/octet-stream");
    return new Files.Content.Local(download.file(), unknown ? null : download.mediaType());
  }

  private static Told orRefused(Supplier<Told> work) {
    try {
      return work.get();
    } catch (ProblemException refused) {
      return Told.refused(refused.problem().message());
    }
  }
}
