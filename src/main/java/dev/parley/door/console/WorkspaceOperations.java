package dev.parley.door.console;

import dev.parley.agent.AgentVersion;
import dev.parley.agent.Agents;
import dev.parley.http.Answer;
import dev.parley.http.Route;
import java.util.List;

/** Agents: what there is, and what files make of them. */
final class WorkspaceOperations {
  private final Agents agents;
  private final ApplyFiles apply;

  WorkspaceOperations(Agents agents, ApplyFiles apply) {
    this.agents = agents;
    this.apply = apply;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        Route.get("/console/v1/agents", gate.users((_, _) -> Answer.json(200, list()))),
        Route.post(
            "/console/v1/workspace",
            gate.administrators((_, request) -> apply(Gate.body(request, ApplyRequest.class)))));
  }

  private Answer apply(ApplyRequest request) {
    try {
      return Answer.json(200, apply.apply(request));
    } catch (FilesRefused refused) {
      return Answer.json(422, WorkspaceRefused.of(refused));
    }
  }

  private AgentList list() {
    return new AgentList(
        agents.newest().stream()
            .map(newest ->
                AgentList.Agent.of(
                    newest, agents.latestPublished(newest.agent()).map(AgentVersion::number)))
            .toList());
  }
}
