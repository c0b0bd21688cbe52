package dev.parley.door.aip;

import dev.parley.agent.VersionNumber;

/** The name of one version of an agent; text and numbers agree. */
record AgentVersion(String string, AgentVersionDetails version) {
  static AgentVersion of(VersionNumber number) {
    return new AgentVersion(
        number.toString(), new AgentVersionDetails(number.major(), number.minor()));
  }
}
