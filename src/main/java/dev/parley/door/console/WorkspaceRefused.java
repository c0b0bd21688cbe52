package dev.parley.door.console;

import dev.parley.workspace.BadWorkspace;
import java.util.List;

/** The faults of a workspace that was not applied. */
record WorkspaceRefused(String error, String message, List<WorkspaceFault> faults) {
  WorkspaceRefused {
    faults = List.copyOf(faults);
  }

  static WorkspaceRefused of(BadWorkspace bad) {
    return new WorkspaceRefused(
        "BadWorkspace",
        "Nothing was applied, since files have faults. Correct them and apply again.",
        bad.faults().stream().map(WorkspaceFault::of).toList());
  }
}
