package dev.parley.workspace;

import dev.parley.agent.Agents;
import dev.parley.agent.ContextSpec.DocumentContext;
import dev.parley.agent.ToolSpec.FunctionTool;
import dev.parley.function.Functions;
import dev.parley.knowledge.DocumentPath;
import dev.parley.yaml.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Saves what a workspace describes: first its functions, then its agents.
 *
 * <p>It takes no lock and opens no transaction: who applies at the same time as others, as nodes do
 * at their start, brings both.
 */
public final class ApplyWorkspace {
  private final Agents agents;
  private final Functions functions;
  private final Predicate<String> knownModel;

  public ApplyWorkspace(Agents agents, Functions functions, Predicate<String> knownModel) {
    this.agents = agents;
    this.functions = functions;
    this.knownModel = knownModel;
  }

  /**
   * Applies it.
   *
   * @param documents those there are, or will be once they are read
   */
  public Applied apply(Workspace workspace, Set<DocumentPath> documents) {
    var savedFunctions =
        workspace.functions().stream()
            .map(function ->
                new Applied.Function(function.name(), function.version(), functions.save(function)))
            .toList();
    var savedAgents = workspace.agents().stream().map(this::save).toList();
    var warnings =
        workspace.agents().stream().flatMap(agent -> warnings(agent, documents).stream()).toList();
    return new Applied(savedAgents, savedFunctions, warnings);
  }

  private Applied.Agent save(WorkspaceAgent agent) {
    var saved = agents.save(agent.rid(), agent.spec(), agent.hash(), agent.publish());
    return new Applied.Agent(
        agent.rid(), agent.spec().profile().displayName(), saved.number(), saved.isNew());
  }

  private List<String> warnings(WorkspaceAgent agent, Set<DocumentPath> documents) {
    var warnings = new ArrayList<String>();
    var model = agent.spec().model();
    if (model != null && !knownModel.test(model)) {
      warnings.add(
          "%s: no provider knows the model '%s'; until it is changed its sessions are refused"
              .formatted(agent.file(), model));
    }
    for (var tool : agent.spec().tools()) {
      if (tool instanceof FunctionTool(var name, var function, var version)
          && functions.find(function, version).isEmpty()) {
        warnings.add(
            "%s: there is no version %s of the function '%s', which the tool '%s' needs; until it"
                    .formatted(agent.file(), version, function, name)
                + " is added in functions/ the agent's sessions are refused");
      }
    }
    for (var context : agent.spec().contexts()) {
      switch (context) {
        case DocumentContext(var path, _, _) -> warn(agent, path, documents, warnings);
      }
    }
    return warnings;
  }

  private static void warn(
      WorkspaceAgent agent, String path, Set<DocumentPath> documents, List<String> warnings) {
    var folders = new TreeSet<String>();
    documents.forEach(document -> folders.addAll(document.folders()));
    if (!folders.contains(path)) {
      folders.removeIf(folder -> documents.contains(new DocumentPath(folder)));
      warnings.add(
          "%s: there are no documents in '%s'%s"
              .formatted(agent.file(), path, Faults.remedy(path, folders)));
    }
  }
}
