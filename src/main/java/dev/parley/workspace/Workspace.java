package dev.parley.workspace;

import dev.parley.function.FunctionSpec;
import java.util.List;

/** The agents and functions of a workspace, all of them right. */
public record Workspace(List<WorkspaceAgent> agents, List<FunctionSpec> functions) {
  public Workspace {
    agents = List.copyOf(agents);
    functions = List.copyOf(functions);
  }
}
