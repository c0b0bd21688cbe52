package dev.parley.tool.browser;

import dev.parley.file.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the text of files that are no plain text, such as PDF, page by page. */
@FunctionalInterface
public interface FileText {
  /** Reads none. */
  FileText NONE = (_, _) -> Optional.empty();

  /** Empty if it cannot read files of this kind. */
  Optional<String> read(StoredFile file, InputStream bytes) throws IOException;
}
