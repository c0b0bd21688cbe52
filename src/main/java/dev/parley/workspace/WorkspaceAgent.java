package dev.parley.workspace;

import dev.parley.agent.AgentSpec;
import dev.parley.id.AgentRid;

/**
 * An agent as a file describes it.
 *
 * @param hash the same for the same spec, whatever the file's layout, comments and {@code publish}
 * @param publish whether a change makes a new major version
 */
public record WorkspaceAgent(
    AgentRid rid, AgentSpec spec, String hash, boolean publish, String file) {}
