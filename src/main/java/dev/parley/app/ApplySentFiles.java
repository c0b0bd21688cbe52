package dev.parley.app;

import dev.parley.door.console.ApplyFiles;
import dev.parley.door.console.ApplyReport;
import dev.parley.door.console.ApplyRequest;
import dev.parley.door.console.FilesRefused;
import dev.parley.door.console.WorkspaceFault;
import dev.parley.workspace.Applied;
import dev.parley.workspace.BadWorkspace;
import dev.parley.workspace.WorkspaceFile;

/** Applies files that came over HTTP. */
final class ApplySentFiles implements ApplyFiles {
  private final Catalog catalog;

  ApplySentFiles(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public ApplyReport apply(ApplyRequest request) {
    var files =
        request.files().stream().map(file -> new WorkspaceFile(file.path(), file.text())).toList();
    try {
      return report(catalog.apply(files));
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
