package dev.parley.door.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a workspace.
 *
 * @param documents all there are; null leaves those of the server as they are
 */
public record ApplyRequest(List<File> files, @Nullable List<Document> documents) {
  /** A path below the workspace with {@code /} between folders, and what the file holds. */
  public record File(String path, String text) {}

  /** A document's path below the workspace, and the SHA-256 of its file in hex. */
  public record Document(String path, String sha256) {}

  public ApplyRequest {
    files = List.copyOf(files);
    documents = documents == null ? null : List.copyOf(documents);
  }
}
