package dev.parley.door.aip;

import dev.parley.agent.FindVersion;
import dev.parley.http.Surface;
import dev.parley.json.Json;
import dev.parley.json.JsonValue.JsonObject;
import dev.parley.trace.Turn;
import java.util.List;
import java.util.stream.Stream;

/** The AIP Agents v2 API. */
public final class AipDoor {
  private AipDoor() {}

  /** A journal in the form of getSessionTrace (contract §2.15), for whoever shows others so. */
  public static JsonObject trace(Turn turn) {
    return (JsonObject) Json.tree(SessionTrace.of(turn));
  }

  /** All operations of contract aip-agents §2. */
  public static Surface surface(AipDoorParts parts) {
    var versions = new FindVersion(parts.agents());
    var tokens = parts.pageTokens();
    var checks =
        new Checks(parts.callers(), new Admission(parts.limits(), parts.clock()), versions);
    var routes =
        Stream.of(
                new AgentOperations(parts.agents(), versions, tokens).all(),
                new SessionOperations(parts.sessions(), parts.conversations(), versions, tokens)
                    .all(),
                new ExchangeOperations(parts.sessions(), parts.traces(), parts.conversations())
                    .all())
            .flatMap(List::stream)
            .map(operation -> operation.route(checks))
            .toList();
    return new AipSurface(routes);
  }
}
