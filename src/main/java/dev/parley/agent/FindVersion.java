package dev.parley.agent;

import dev.parley.id.AgentRid;
import dev.parley.problem.AgentProblem.AgentMissing;
import dev.parley.problem.AgentProblem.NothingPublished;
import dev.parley.problem.AgentProblem.VersionMalformed;
import dev.parley.problem.AgentProblem.VersionMissing;
import dev.parley.problem.Problem;
import dev.parley.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Finds the version a caller means, or says why there is none. */
public final class FindVersion {
  private final Agents agents;

  public FindVersion(Agents agents) {
    this.agents = agents;
  }

  /** The named version; the latest published one if none is named. */
  public AgentVersion find(AgentRid agent, @Nullable String version) {
    if (version == null) {
      return agents
          .latestPublished(agent)
          .orElseThrow(() -> missing(agent, new NothingPublished(agent)));
    }
    // A missing agent goes before a malformed version (contract aip-agents §1.12).
    return VersionNumber.parse(version)
        .map(number ->
            agents
                .version(agent, number)
                .orElseThrow(() -> missing(agent, new VersionMissing(agent, version))))
        .orElseThrow(() -> missing(agent, new VersionMalformed(agent, version)));
  }

  /** That the agent is there: problem {@code AgentMissing} otherwise. */
  public void requireAgent(AgentRid agent) {
    if (!agents.exists(agent)) {
      throw new ProblemException(new AgentMissing(agent.value()));
    }
  }

  private ProblemException missing(AgentRid agent, Problem otherwise) {
    return new ProblemException(agents.exists(agent) ? otherwise : new AgentMissing(agent.value()));
  }
}
