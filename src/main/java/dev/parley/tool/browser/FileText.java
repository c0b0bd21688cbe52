package dev.parley.tool.browser;

import dev.parley.file.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** Reads the text of files that are no plain text, such as PDF, page by page. */
@FunctionalInterface
public interface FileText {
  /** Reads none. */
  FileText NONE = (_, _) -> Optional.empty();

  /**
   * The pages of a file; empty if it cannot read files of this kind.
   *
   * @throws Refused if it reads such files, but not this one
   */
  Optional<List<String>> read(StoredFile file, InputStream bytes) throws IOException;

  /** Says why a file was not read, in words that follow its name. */
  final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    public Refused(String why) {
      super(why);
    }
  }
}
