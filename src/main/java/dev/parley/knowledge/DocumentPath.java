package dev.parley.knowledge;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a document or a folder of them is below the workspace, such as {@code documents/a.md}. */
public record DocumentPath(String value) implements Comparable<DocumentPath> {
  /** The folder all documents are in. */
  public static final String ROOT = "documents";

  private static final Set<String> OF_COMPANIONS =
      Set.of(
          "png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "bmp", "css", "js", "map", "woff",
          "woff2", "ttf", "mp3", "mp4", "webm");

  public DocumentPath {
    value = Normalizer.normalize(value, Normalizer.Form.NFC);
    if (!isProper(value)) {
      throw new IllegalArgumentException("no path of a document: " + value);
    }
  }

  /** Empty unless it is {@code documents} or below, with {@code /} between plain names. */
  public static Optional<DocumentPath> parse(String text) {
    return isProper(text) ? Optional.of(new DocumentPath(text)) : Optional.empty();
  }

  private static boolean isProper(String text) {
    if (text.length() > 1000 || text.chars().anyMatch(c -> c < ' ' || c == '\\' || c == 0x7F)) {
      return false;
    }
    var parts = List.of(text.split("/", -1));
    return parts.getFirst().equals(ROOT)
        && parts.stream()
            .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
  }

  /** The last part. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** Whether it stands beside documents and is none: a picture, a style, a script. */
  public boolean isCompanion() {
    var ending = value.substring(value.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return OF_COMPANIONS.contains(ending);
  }

  /** Itself and every folder it is in, from the highest. */
  public List<String> folders() {
    var folders = new ArrayList<String>();
    for (int slash = value.indexOf('/'); slash >= 0; slash = value.indexOf('/', slash + 1)) {
      folders.add(value.substring(0, slash));
    }
    folders.add(value);
    return folders;
  }

  @Override
  public int compareTo(DocumentPath other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
