package dev.parley.app;

import dev.parley.door.console.DocumentRead;
import dev.parley.door.console.DocumentStatus;
import dev.parley.door.console.KeepDocument;
import dev.parley.knowledge.DocumentFile;
import dev.parley.knowledge.DocumentPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** Reads documents that came over HTTP. */
final class KeepSentDocuments implements KeepDocument {
  private final Library library;

  KeepSentDocuments(Library library) {
    this.library = library;
  }

  @Override
  public DocumentRead keep(String path, byte[] file) {
    return DocumentPath.parse(path)
        .map(document -> read(document, file))
        .orElseGet(() ->
            new DocumentRead(false, 0, List.of(path + " cannot be a document's name; rename it")));
  }

  private DocumentRead read(DocumentPath path, byte[] bytes) {
    try {
      var copy = Files.createTempFile("parley-document-", "");
      try {
        Files.write(copy, bytes);
        var kept = library.keep().read(new DocumentFile(path, copy));
        library.changed();
        return new DocumentRead(kept.readable(), kept.chunks(), kept.lines());
      } finally {
        Files.delete(copy);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public DocumentStatus status() {
    return new DocumentStatus(library.count(), library.waiting());
  }
}
