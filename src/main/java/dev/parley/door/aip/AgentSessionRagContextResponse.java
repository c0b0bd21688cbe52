package dev.parley.door.aip;

import dev.parley.trace.Context;
import java.util.List;

/** What retrieval found, by kind. */
record AgentSessionRagContextResponse(
    List<ObjectContext> objectContexts, List<FunctionRetrievedContext> functionRetrievedContexts) {
  AgentSessionRagContextResponse {
    objectContexts = List.copyOf(objectContexts);
    functionRetrievedContexts = List.copyOf(functionRetrievedContexts);
  }

  static AgentSessionRagContextResponse of(List<Context> found) {
    var contexts = SessionExchangeContexts.of(found);
    return new AgentSessionRagContextResponse(
        contexts.objectContexts(), contexts.functionRetrievedContexts());
  }
}
