package dev.parley.door.console;

import dev.parley.agent.AgentVersion;
import dev.parley.agent.VersionNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All agents, by name. */
record AgentList(List<Agent> agents) {
  /** An agent with its newest version, and the published one that new sessions use. */
  record Agent(
      String rid,
      String displayName,
      @Nullable String description,
      @Nullable String model,
      String newest,
      @Nullable String published) {

    static Agent of(AgentVersion newest, Optional<VersionNumber> published) {
      var profile = newest.spec().profile();
      return new Agent(
          newest.agent().value(),
          profile.displayName(),
          profile.description(),
          newest.spec().model(),
          newest.number().toString(),
          published.map(VersionNumber::toString).orElse(null));
    }
  }

  AgentList {
    agents = List.copyOf(agents);
  }
}
