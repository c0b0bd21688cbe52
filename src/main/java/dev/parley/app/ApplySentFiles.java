package dev.parley.app;

import dev.parley.door.console.ApplyFiles;
import dev.parley.door.console.ApplyReport;
import dev.parley.door.console.ApplyRequest;
import dev.parley.door.console.FilesRefused;
import dev.parley.door.console.WorkspaceFault;
import dev.parley.identity.Exclusively;
import dev.parley.workspace.Applied;
import dev.parley.workspace.ApplyWorkspace;
import dev.parley.workspace.BadWorkspace;
import dev.parley.workspace.Workspace;
import dev.parley.workspace.WorkspaceFile;
import dev.parley.workspace.Workspaces;

/** Applies files that came over HTTP, one sender at a time. */
final class ApplySentFiles implements ApplyFiles {
  private final Workspaces workspaces;
  private final ApplyWorkspace apply;
  private final Exclusively exclusively;

  ApplySentFiles(Workspaces workspaces, ApplyWorkspace apply, Exclusively exclusively) {
    this.workspaces = workspaces;
    this.apply = apply;
    this.exclusively = exclusively;
  }

  @Override
  public ApplyReport apply(ApplyRequest request) {
    var workspace = read(request);
    return report(exclusively.run(() -> apply.apply(workspace)));
  }

  private Workspace read(ApplyRequest request) {
    try {
      return workspaces.read(
          request.files().stream()
              .map(file -> new WorkspaceFile(file.path(), file.text()))
              .toList());
    } catch (BadWorkspace bad) {
      throw new FilesRefused(
          bad.faults().stream()
              .map(fault -> new WorkspaceFault(fault.file(), fault.line(), fault.message()))
              .toList());
    }
  }

  private static ApplyReport report(Applied applied) {
    return new ApplyReport(
        applied.agents().stream()
            .map(agent ->
                new ApplyReport.Agent(
                    agent.rid().value(),
                    agent.displayName(),
                    agent.version().toString(),
                    agent.isNew()))
            .toList(),
        applied.functions().stream()
            .map(function ->
                new ApplyReport.Function(function.name(), function.version(), function.changed()))
            .toList(),
        applied.warnings());
  }
}
