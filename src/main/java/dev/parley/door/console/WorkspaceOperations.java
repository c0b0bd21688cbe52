package dev.parley.door.console;

import dev.parley.agent.AgentVersion;
import dev.parley.agent.Agents;
import dev.parley.http.Answer;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem;
import java.util.List;

/** Agents and documents: what there is, and what files make of them. */
final class WorkspaceOperations {
  private static final int LARGEST_DOCUMENT = 51 << 20;

  private final Agents agents;
  private final ApplyFiles apply;
  private final KeepDocument documents;

  WorkspaceOperations(ConsoleParts.Workspace parts) {
    this.agents = parts.agents();
    this.apply = parts.apply();
    this.documents = parts.documents();
  }

  List<Route> routes(Gate gate) {
    return List.of(
        Route.get("/console/v1/agents", gate.users((_, _) -> Answer.json(200, list()))),
        Route.post(
            "/console/v1/workspace",
            gate.administrators((_, request) -> apply(Gate.body(request, ApplyRequest.class)))),
        Route.get(
            "/console/v1/documents",
            gate.administrators((_, _) -> Answer.json(200, documents.status()))),
        Route.put("/console/v1/documents", gate.administrators((_, request) -> keep(request))));
  }

  private Answer keep(Request request) {
    var path =
        request
            .query()
            .single("path")
            .orElseThrow(() ->
                new ProblemException(new RequestProblem.Malformed("Send ?path=documents/….")));
    return Answer.json(200, documents.keep(path, request.body(LARGEST_DOCUMENT)));
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
