package dev.parley.door.console;

import java.util.List;

/** The files of a workspace. */
public record ApplyRequest(List<File> files) {
  /** A path below the workspace with {@code /} between folders, and what the file holds. */
  public record File(String path, String text) {}

  public ApplyRequest {
    files = List.copyOf(files);
  }
}
