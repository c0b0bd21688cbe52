package dev.parley.workspace;

/** A file's path below the workspace, with {@code /} between folders, and its text. */
public record WorkspaceFile(String path, String text) {
  /** The last part of the path, without {@code .yaml}. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.yaml$", "");
  }
}
