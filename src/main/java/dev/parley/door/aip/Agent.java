package dev.parley.door.aip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** One version of an agent, as callers see it. */
record Agent(
    String rid, String version, AgentMetadata metadata, Map<String, Parameter> parameters) {
  Agent {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  static Agent of(dev.parley.agent.AgentVersion version) {
    var parameters = new LinkedHashMap<String, Parameter>();
    version
        .spec()
        .variables()
        .forEach((id, variable) -> parameters.put(id, Parameter.of(variable)));
    return new Agent(
        version.agent().value(),
        version.number().toString(),
        AgentMetadata.of(version.spec().profile()),
        parameters);
  }
}
