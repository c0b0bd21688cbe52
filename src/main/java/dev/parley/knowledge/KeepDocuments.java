package dev.parley.knowledge;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Keeps the documents what the files of a workspace are. */
public final class KeepDocuments {
  /** Another one when files are read or cut differently, so that they are read again. */
  private static final String WAY = "1-";

  private final Documents documents;
  private final ReadText reader;
  private final CutText cut;

  public KeepDocuments(Documents documents, ReadText reader, CutText cut) {
    this.documents = documents;
    this.reader = reader;
    this.cut = cut;
  }

  /**
   * What is to be done so that documents are what files are.
   *
   * @param wanted those to be read, since they are new or others
   */
  public record Compared(List<DocumentPath> wanted, int unchanged, int removed) {
    public Compared {
      wanted = List.copyOf(wanted);
    }
  }

  /**
   * What came of reading a file.
   *
   * @param lines what its owner should know, each beginning with the path
   */
  public record Kept(boolean readable, int chunks, List<String> lines) {
    public Kept {
      lines = List.copyOf(lines);
    }
  }

  /** Removes the documents that are not among these files. */
  public Compared compare(Map<DocumentPath, String> sha256) {
    var there = documents.hashes();
    var gone = new LinkedHashSet<>(there.keySet());
    gone.removeAll(sha256.keySet());
    int removed = gone.isEmpty() ? 0 : documents.remove(gone);
    var wanted =
        sha256.entrySet().stream()
            .filter(file -> !(WAY + file.getValue()).equals(there.get(file.getKey())))
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return new Compared(wanted, sha256.size() - wanted.size(), removed);
  }

  /**
   * Does all that is to be done for these files; {@code each} is told of every file that is read.
   */
  public Compared keep(List<DocumentFile> files, Consumer<Kept> each) {
    var hashes = new HashMap<DocumentPath, String>();
    files.forEach(file -> hashes.put(file.path(), hashOrNone(file)));
    var compared = compare(hashes);
    var wanted = Set.copyOf(compared.wanted());
    files.stream()
        .filter(file -> wanted.contains(file.path()))
        .forEach(file -> each.accept(read(file)));
    return compared;
  }

  /** A file that cannot be opened is there all the same, and told of when it is read. */
  private static String hashOrNone(DocumentFile file) {
    try {
      return sha256(file.file());
    } catch (IOException unreadable) {
      return "";
    }
  }

  /** Reads a file and keeps its text. One that cannot be read leaves the document as it was. */
  public Kept read(DocumentFile wanted) {
    var path = wanted.path();
    try {
      // Taken first: a file that is written meanwhile is read again the next time.
      var hash = WAY + sha256(wanted.file());
      var text = reader.read(wanted.file(), path.name());
      var chunks = cut.cut(text);
      documents.save(new Document(path, hash, title(text, path), body(text)), chunks);
      return new Kept(
          true, chunks.size(), text.gaps().stream().map(gap -> path + ": " + gap).toList());
    } catch (Unreadable fault) {
      return new Kept(false, 0, List.of(path + " " + fault.fault().message() + stays(path)));
    } catch (IOException gone) {
      var fault = new ReadFault.NoAccess(String.valueOf(gone.getMessage()));
      return new Kept(false, 0, List.of(path + " " + fault.message() + stays(path)));
    }
  }

  private String stays(DocumentPath path) {
    return documents.hashes().containsKey(path) ? "; what was read of it before stays" : "";
  }

  /** The hash by which files are compared. */
  public static String sha256(Path file) throws IOException {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      try (var in = new DigestInputStream(Files.newInputStream(file), sha)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /** What the document says, else its first highest heading, else its name without the ending. */
  private static String title(DocumentText text, DocumentPath path) {
    if (text.title() != null) {
      return text.title();
    }
    for (var block : text.blocks()) {
      if (block instanceof Block.Heading(var level, var words) && level == 1) {
        return words;
      }
    }
    return path.name().replaceFirst("\\.[^.]*$", "");
  }

  private static String body(DocumentText text) {
    var pages = text.pages();
    if (pages.size() == 1) {
      return pages.getFirst();
    }
    var body = new StringBuilder();
    for (int page = 1; page <= pages.size(); page++) {
      body.append("[page ").append(page).append("]\n").append(pages.get(page - 1)).append("\n\n");
    }
    return body.toString().stripTrailing();
  }
}
