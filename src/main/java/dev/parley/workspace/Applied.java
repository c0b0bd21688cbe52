package dev.parley.workspace;

import dev.parley.agent.VersionNumber;
import dev.parley.id.AgentRid;
import java.util.List;

/** What applying a workspace changed, and what it warns about. */
public record Applied(List<Agent> agents, List<Function> functions, List<String> warnings) {
  public Applied {
    agents = List.copyOf(agents);
    functions = List.copyOf(functions);
    warnings = List.copyOf(warnings);
  }

  /** The version that now stands for an agent's file, and whether it is new. */
  public record Agent(AgentRid rid, String displayName, VersionNumber version, boolean isNew) {}

  /** A version of a function, and whether its file changed it. */
  public record Function(String name, String version, boolean changed) {}
}
