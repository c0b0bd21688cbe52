package dev.parley.extract;

import dev.parley.file.StoredFile;
import dev.parley.knowledge.ReadFault;
import dev.parley.knowledge.ReadText;
import dev.parley.knowledge.Unreadable;
import dev.parley.tool.browser.FileText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/** Reads files of sessions as documents are read. */
final class FileTexts implements FileText {
  private final ReadText reader;

  FileTexts(ReadText reader) {
    this.reader = reader;
  }

  @Override
  public Optional<List<String>> read(StoredFile file, InputStream bytes) throws IOException {
    var copy = Files.createTempFile("parley-read-", "");
    try {
      Files.copy(bytes, copy, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(reader.read(copy, name(file)).pages());
    } catch (Unreadable unreadable) {
      if (unreadable.fault() instanceof ReadFault.OtherKind) {
        return Optional.empty();
      }
      throw new Refused(unreadable.fault().message());
    } finally {
      Files.delete(copy);
    }
  }

  /** Sites name their downloads as they like; what they declare them to be counts, too. */
  private static String name(StoredFile file) {
    var name = file.name().value();
    boolean pdf = file.mediaType().equals("application/pdf");
    return pdf && !name.endsWith(".pdf") ? name + ".pdf" : name;
  }
}
