package dev.parley.door.console;

import dev.parley.http.Answer;
import dev.parley.http.Request;
import dev.parley.http.Route;
import dev.parley.id.WebSessionId;
import dev.parley.identity.Caller;
import dev.parley.problem.ProblemException;
import dev.parley.problem.RequestProblem.Malformed;
import dev.parley.webagent.WebAgent;
import dev.parley.webagent.live.Hands;
import java.util.List;

/** The caller's own runs of the web agent; those of others are not there. */
final class RunOperations {
  private final WebAgent agent;
  private final Hands hands;

  RunOperations(WebAgent agent, Hands hands) {
    this.agent = agent;
    this.hands = hands;
  }

  List<Route> routes(Gate gate) {
    return List.of(
        Route.get("/console/v1/runs/{id}", gate.users(this::steps)),
        Route.get("/console/v1/runs/{id}/events", gate.users(this::events)));
  }

  private Answer steps(Caller caller, Request request) {
    int after = Math.max(0, request.query().integer("after").orElse(0));
    return WebSessionId.parse(request.param("id"))
        .flatMap(id ->
            agent
                .steps(caller.user(), id)
                .map(run -> Run.of(run, after, hands.controller(caller.user(), id).orElse(null))))
        .<Answer>map(run -> Answer.json(200, run))
        .orElseGet(RunOperations::missing);
  }

  private Answer events(Caller caller, Request request) {
    long after = request.query().single("after").map(RunOperations::number).orElse(0L);
    return WebSessionId.parse(request.param("id"))
        .flatMap(id -> hands.events(caller.user(), id, after, RunEvents.MOST))
        .<Answer>map(events -> Answer.json(200, RunEvents.of(events)))
        .orElseGet(RunOperations::missing);
  }

  private static long number(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new ProblemException(new Malformed("after must be the number of an event."));
    }
    return Long.parseLong(text);
  }

  private static Answer missing() {
    return Refusal.missing("You have no run of the web agent with this id.");
  }
}
