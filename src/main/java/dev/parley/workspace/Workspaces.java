package dev.parley.workspace;

import dev.parley.function.FunctionSpec;
import dev.parley.yaml.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads workspaces; {@link BadWorkspace} with all faults of all files. */
public final class Workspaces {
  private final SchemaCheck schemas;
  private final BrowserCheck browsers;

  public Workspaces(SchemaCheck schemas, BrowserCheck browsers) {
    this.schemas = schemas;
    this.browsers = browsers;
  }

  /** The workspace in a folder, which must be there. */
  public Workspace read(Path folder) {
    var faults = new Faults();
    return right(WorkspaceFolder.files(folder, faults), faults);
  }

  /** Empty when there is no such folder, as a default one may be. */
  public Optional<Workspace> readIfThere(Path folder) {
    return Files.exists(folder) ? Optional.of(read(folder)) : Optional.empty();
  }

  /** The workspace in files that came from elsewhere. */
  public Workspace read(List<WorkspaceFile> files) {
    return right(files, new Faults());
  }

  private Workspace right(List<WorkspaceFile> files, Faults faults) {
    var agents = new ArrayList<WorkspaceAgent>();
    var functions = new ArrayList<FunctionSpec>();
    var agentReader = new AgentReader(faults, browsers);
    var functionReader = new FunctionReader(faults, schemas);
    for (var file : files) {
      switch (Kind.of(file, faults)) {
        case AGENT -> agentReader.read(file).ifPresent(agents::add);
        case FUNCTION -> functionReader.read(file).ifPresent(functions::add);
        case OTHER -> {}
      }
    }
    if (!faults.isEmpty()) {
      throw new BadWorkspace(faults.all());
    }
    return new Workspace(agents, functions);
  }

  /** What a file is, by the folder it is in. */
  private enum Kind {
    AGENT,
    FUNCTION,
    OTHER;

    static Kind of(WorkspaceFile file, Faults faults) {
      var parts = List.of(file.path().split("/"));
      var kind =
          switch (parts.getFirst()) {
            case "agents" -> AGENT;
            case "functions" -> FUNCTION;
            default -> OTHER;
          };
      boolean yaml = file.path().endsWith(".yaml") || file.path().endsWith(".yml");
      if (kind == OTHER || !yaml || parts.stream().anyMatch(part -> part.startsWith("."))) {
        return OTHER;
      }
      if (parts.size() != 2) {
        faults.add(file.path(), 1, "not read here; move it to %s/".formatted(parts.getFirst()));
        return OTHER;
      }
      if (file.path().endsWith(".yml")) {
        faults.add(file.path(), 1, "not read under this name; let it end in .yaml");
        return OTHER;
      }
      return kind;
    }
  }
}
