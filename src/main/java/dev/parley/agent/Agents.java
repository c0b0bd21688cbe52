package dev.parley.agent;

import dev.parley.id.AgentRid;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All agents and their versions. */
public interface Agents {
  boolean exists(AgentRid agent);

  Optional<AgentVersion> version(AgentRid agent, VersionNumber number);

  /** The most recently published version. */
  Optional<AgentVersion> latestPublished(AgentRid agent);

  /** Newest first, those below {@code before} if given. */
  List<VersionNumber> versions(AgentRid agent, @Nullable VersionNumber before, int limit);

  /** Every agent with its newest version, by display name. */
  List<AgentVersion> newest();

  /**
   * Adds a version of this spec, unless one of the agent's versions already has the same hash.
   *
   * @param publish whether to raise the major number instead of the minor one
   * @return the version that now stands for the spec, and whether it is new
   */
  Saved save(AgentRid agent, AgentSpec spec, String hash, boolean publish);

  /** The version that stands for a saved spec. */
  record Saved(VersionNumber number, boolean isNew) {}
}
