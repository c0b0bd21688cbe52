package dev.parley.extract;

import java.util.Locale;
import java.util.Optional;

/** What a file holds, by the ending of its name. */
enum Kind {
  PDF,
  HTML,
  MARKDOWN,
  TEXT;

  static Optional<Kind> of(String name) {
    return switch (ending(name)) {
      case "pdf" -> Optional.of(PDF);
      case "html", "htm", "xhtml" -> Optional.of(HTML);
      case "md", "markdown" -> Optional.of(MARKDOWN);
      case "txt", "text" -> Optional.of(TEXT);
      default -> Optional.empty();
    };
  }

  /** Without the dot, in small letters; {@code ""} if there is none. */
  static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= name.lastIndexOf('/') ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
