package dev.parley.door.console;

import dev.parley.workspace.WorkspaceFile;
import java.util.List;

/** The files of a workspace. */
record ApplyRequest(List<File> files) {
  /** A path below the workspace with {@code /} between folders, and what the file holds. */
  record File(String path, String text) {}

  ApplyRequest {
    files = List.copyOf(files);
  }

  List<WorkspaceFile> toFiles() {
    return files.stream().map(file -> new WorkspaceFile(file.path, file.text)).toList();
  }
}
