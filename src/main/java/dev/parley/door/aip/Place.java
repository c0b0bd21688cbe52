package dev.parley.door.aip;

import dev.parley.http.Request;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Where a request went, for the parameters of its errors: the path's values as they came.
 *
 * @param acrossAgents whether it is the list over all agents
 */
record Place(@Nullable String agentRid, @Nullable String sessionRid, boolean acrossAgents) {
  static Place of(Request request) {
    return new Place(
        value(request, "agentRid"),
        value(request, "sessionRid"),
        request.template().equals(SessionOperations.ALL_SESSIONS));
  }

  /** The agent, if the path names one. */
  JsonObject agent() {
    return agentRid == null ? JsonObject.EMPTY : JsonObject.EMPTY.with("agentRid", agentRid);
  }

  /** The agent, and the session if the path names one. */
  JsonObject session() {
    return sessionRid == null ? agent() : agent().with("sessionRid", sessionRid);
  }

  private static @Nullable String value(Request request, String name) {
    if (!request.template().contains("{" + name + "}")) {
      return null;
    }
    try {
      return request.param(name);
    } catch (ProblemException undecodable) {
      // That is then the very error to be reported, and it names no place.
      return null;
    }
  }
}
