package dev.parley.door.console;

import dev.parley.http.Answer;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.id.WebSessionId;
import dev.parley.identity.Caller;
import dev.parley.webagent.WebAgent;
import java.util.List;

/** The caller's own runs of the web agent; those of others are not there. */
final class RunOperations {
  private final WebAgent agent;

  RunOperations(WebAgent agent) {
    this.agent = agent;
  }

  List<Route> routes(Gate gate) {
    return List.of(Route.get("/console/v1/runs/{id}", gate.users(this::steps)));
  }

  private Answer steps(Caller caller, Request request) {
    int after = Math.max(0, request.query().integer("after").orElse(0));
    return WebSessionId.parse(request.param("id"))
        .flatMap(id -> agent.steps(caller.user(), id))
        .<Answer>map(run -> Answer.json(200, Run.of(run, after)))
        .orElseGet(() -> Refusal.missing("You have no run of the web agent with this id."));
  }
}
