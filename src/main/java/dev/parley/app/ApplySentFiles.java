package dev.parley.app;

import dev.parley.door.console.ApplyFiles;
import dev.parley.door.console.ApplyReport;
import dev.parley.door.console.ApplyRequest;
import dev.parley.door.console.FilesRefused;
import dev.parley.door.console.WorkspaceFault;
import dev.parley.knowledge.DocumentPath;
import dev.parley.workspace.Applied;
import dev.parley.workspace.BadWorkspace;
import dev.parley.workspace.WorkspaceFile;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Applies files that came over HTTP. */
final class ApplySentFiles implements ApplyFiles {
  private final Catalog catalog;
  private final Library library;

  ApplySentFiles(Catalog catalog) {
    this.catalog = catalog;
    this.library = catalog.library();
  }

  @Override
  public ApplyReport apply(ApplyRequest request) {
    var files =
        request.files().stream().map(file -> new WorkspaceFile(file.path(), file.text())).toList();
    try {
      var stated = stated(request);
      var there = stated == null ? library.kept() : stated.keySet();
      return report(catalog.apply(files, there), stated == null ? null : compare(stated));
    } catch (BadWorkspace bad) {
      throw new FilesRefused(
          bad.faults().stream()
              .map(fault -> new WorkspaceFault(fault.file(), fault.line(), fault.message()))
              .toList());
    }
  }

  /** What is no path of a document is refused when it is sent. */
  private static @Nullable Map<DocumentPath, String> stated(ApplyRequest request) {
    if (request.documents() == null) {
      return null;
    }
    var stated = new HashMap<DocumentPath, String>();
    request
        .documents()
        .forEach(document ->
            DocumentPath.parse(document.path())
                .filter(path -> !path.isCompanion())
                .ifPresent(path -> stated.put(path, document.sha256())));
    return stated;
  }

  private ApplyReport.Documents compare(Map<DocumentPath, String> stated) {
    var compared = library.keep().compare(stated);
    if (compared.removed() > 0) {
      library.changed();
    }
    return new ApplyReport.Documents(
        compared.unchanged(),
        compared.removed(),
        compared.wanted().stream().map(DocumentPath::value).toList());
  }

  private static ApplyReport report(Applied applied, ApplyReport.@Nullable Documents documents) {
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
        applied.warnings(),
        documents);
  }
}
