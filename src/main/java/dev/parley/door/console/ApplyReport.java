package dev.parley.door.console;

import dev.parley.workspace.Applied;
import java.util.List;

/** What applying a workspace changed, and what it warns about. */
record ApplyReport(List<Agent> agents, List<Function> functions, List<String> warnings) {
  /** The version that stands for an agent's file. */
  record Agent(String rid, String displayName, String version, boolean isNew) {}

  /** A version of a function, and whether its file changed it. */
  record Function(String name, String version, boolean changed) {}

  ApplyReport {
    agents = List.copyOf(agents);
    functions = List.copyOf(functions);
    warnings = List.copyOf(warnings);
  }

  static ApplyReport of(Applied applied) {
    return new ApplyReport(
        applied.agents().stream()
            .map(agent ->
                new Agent(
                    agent.rid().value(),
                    agent.displayName(),
                    agent.version().toString(),
                    agent.isNew()))
            .toList(),
        applied.functions().stream()
            .map(function -> new Function(function.name(), function.version(), function.changed()))
            .toList(),
        applied.warnings());
  }
}
