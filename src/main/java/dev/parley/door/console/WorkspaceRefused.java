package dev.parley.door.console;

import java.util.List;

/** The faults of a workspace that was not applied. */
record WorkspaceRefused(String error, String message, List<WorkspaceFault> faults) {
  WorkspaceRefused {
    faults = List.copyOf(faults);
  }

  static WorkspaceRefused of(FilesRefused refused) {
    return new WorkspaceRefused(
        "BadWorkspace",
        "Nothing was applied, since files have faults. Correct them and apply again.",
        refused.faults());
  }
}
