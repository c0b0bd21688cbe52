package dev.parley.door.console;

import dev.parley.agent.AgentSpec;
import dev.parley.agent.AgentVersion;
import dev.parley.agent.Agents;
import dev.parley.agent.Limits;
import dev.parley.agent.Profile;
import dev.parley.agent.VersionNumber;
import dev.parley.id.AgentRid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A published agent with a newer draft, and one that is only saved. */
@NullMarked
final class FewAgents implements Agents {
  static final String RID = "ri.aip-agents..agent.11111111-1111-4111-8111-111111111111";
  static final String DRAFT = "ri.aip-agents..agent.22222222-2222-4222-8222-222222222222";

  @Nullable RuntimeException fail;

  private static AgentVersion version(String rid, String name, int major, int minor) {
    return new AgentVersion(
        new AgentRid(rid),
        new VersionNumber(major, minor),
        new AgentSpec(
            new Profile(name, "Helps " + name, null, List.of()),
            "offline",
            "Help.",
            Map.of(),
            List.of(),
            Limits.DEFAULT));
  }

  @Override
  public boolean exists(AgentRid agent) {
    return true;
  }

  @Override
  public Optional<AgentVersion> version(AgentRid agent, VersionNumber number) {
    return Optional.empty();
  }

  @Override
  public Optional<AgentVersion> latestPublished(AgentRid agent) {
    return agent.value().equals(RID)
        ? Optional.of(version(RID, "Concierge", 1, 0))
        : Optional.empty();
  }

  @Override
  public List<VersionNumber> versions(AgentRid agent, @Nullable VersionNumber before, int limit) {
    return List.of();
  }

  @Override
  public List<AgentVersion> newest() {
    if (fail != null) {
      throw fail;
    }
    return List.of(version(RID, "Concierge", 1, 1), version(DRAFT, "Draft", 0, 1));
  }

  @Override
  public Saved save(AgentRid agent, AgentSpec spec, String hash, boolean publish) {
    throw new UnsupportedOperationException("the door saves nothing itself");
  }
}
